#!/usr/bin/env bash
# Scores of Lighthouse for four pages of a built site, by hand: its performance score depends on how busy the machine is, so
# the test command does not ask for it. Usage: bash benches/lighthouse.sh [SITE]   (default: dist/site; installs from npm)
set -euo pipefail
cd "$(dirname "$0")/.."
site=${1:-dist/site}
[ -f "$site/index.html" ] || { echo "build the site first: cargo run --release -- site" >&2; exit 1; }

tools=target/lighthouse
mkdir -p "$tools"
[ -d "$tools/node_modules/lighthouse" ] || (cd "$tools" && npm install --silent --no-audit --no-fund lighthouse@12)
python3 -m http.server --bind 127.0.0.1 --directory "$site" 4849 >/dev/null 2>&1 &
server=$!
trap 'kill "$server"' EXIT
sleep 1

first() { (cd "$site" && find "$1" -mindepth 2 -name index.html | LC_ALL=C sort | head -1); }
for page in index.html "$(first provision)" "$(first compare)" matrix/index.html; do
  [ -f "$site/$page" ] || continue
  CHROME_PATH=${CHROMIUM:-$(command -v chromium)} "$tools/node_modules/.bin/lighthouse" "http://127.0.0.1:4849/$page" --quiet \
    --output=json --output-path=stdout --chrome-flags="--headless=new --no-sandbox" \
    --only-categories=performance,accessibility,best-practices,seo |
    node -e '
      const { categories } = JSON.parse(require("fs").readFileSync(0, "utf8"));
      console.log(Object.values(categories).map(({ title, score }) => `${title} ${Math.round(score * 100)}`).join(", "), " ", process.argv[1]);' "$page"
done
