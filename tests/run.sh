#!/usr/bin/env bash
# Runs every check and test of the project, and installs what they need. Usage: bash tests/run.sh
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$*"; }

need_chromium() {
  command -v chromium >/dev/null 2>&1 && return
  step "Chromium, for the tests that open pages in a browser"
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "install Chromium, so that \`chromium\` can be called, and run this again" >&2
    exit 1
  fi
  local sudo=""
  [ "$(id -u)" = 0 ] || sudo="sudo"
  $sudo apt-get update -qq
  $sudo apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null
}

step "format"
cargo fmt --all --check
need_chromium
step "lints"
cargo clippy --locked --all-targets -- -D warnings
step "tests"
cargo test --locked
