#!/usr/bin/env bash
# Makes again what is committed of others' code and of our own engine for browsers:
#   site/assets/vendor/   CodeMirror, from npm by the versions of site/vendor/package-lock.json (needs npm)
#   site/engine/          the query engine as WebAssembly, from wasm/ (needs `rustup target add wasm32-unknown-unknown`)
# Building regimap needs neither. Usage: bash site/vendor.sh
set -euo pipefail
cd "$(dirname "$0")/.."

work=target/vendor
mkdir -p "$work"
cp site/vendor/package.json site/vendor/package-lock.json site/vendor/codemirror.js "$work"/
(cd "$work" && npm ci --silent --no-audit --no-fund)
"$work"/node_modules/.bin/esbuild "$work"/codemirror.js --bundle --minify --format=iife --global-name=CodeMirror \
  --target=es2022 --charset=utf8 --legal-comments=none --outfile=site/assets/vendor/codemirror.js
{
  echo "codemirror.js holds these packages, all under the MIT licence below:"
  node -e '
    const lock = JSON.parse(require("fs").readFileSync("site/vendor/package-lock.json"));
    for (const [path, entry] of Object.entries(lock.packages)) {
      if (path && !entry.dev) console.log(`  ${path.replace("node_modules/", "")} ${entry.version}`);
    }'
  echo
  cat "$work"/node_modules/@codemirror/view/LICENSE
} >site/assets/vendor/codemirror.LICENSE.txt

(cd wasm && cargo build --locked --release --quiet)
cp target/wasm/wasm32-unknown-unknown/release/regimap_wasm.wasm site/engine/regimap.wasm
ls -l site/assets/vendor site/engine
