#!/usr/bin/env bash
# Runs every check and test of the project, and installs what they need. Usage: bash tests/run.sh
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$*"; }

install_with_apt() {
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "install these, and run this again: $*" >&2
    exit 1
  fi
  local sudo=""
  [ "$(id -u)" = 0 ] || sudo="sudo"
  $sudo apt-get update -qq
  $sudo apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

need_chromium() {
  command -v chromium >/dev/null 2>&1 && return
  step "Chromium, for the tests that open pages in a browser"
  install_with_apt chromium fonts-noto-cjk
}

# Tools of other ecosystems that have to accept what regimap writes; versions are pinned, so that a run means the same
# tomorrow.
need_other_tools() {
  local venv=target/other-tools wanted="csvw==4.1.1 sssom==0.4.21"
  [ "$(cat "$venv/installed" 2>/dev/null)" = "$wanted" ] && return
  step "tools of other ecosystems: $wanted"
  if ! python3 -c 'import venv, ensurepip' >/dev/null 2>&1; then
    install_with_apt python3 python3-venv
  fi
  python3 -m venv --clear "$venv"
  # shellcheck disable=SC2086
  "$venv/bin/pip" install --quiet --disable-pip-version-check $wanted
  printf '%s' "$wanted" >"$venv/installed"
}

# Node and what the browser tests take from npm, by the versions of tests/web/package-lock.json, below target/.
need_web() {
  command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || { step "Node, for the browser tests" && install_with_apt nodejs npm; }
  mkdir -p target/web
  cmp -s tests/web/package-lock.json target/web/installed.json && return
  step "browser tests: playwright-core, axe-core, html-validate"
  cp tests/web/package.json tests/web/package-lock.json target/web/
  (cd target/web && npm ci --silent --no-audit --no-fund)
  cp tests/web/package-lock.json target/web/installed.json
}

step "format"
cargo fmt --all --check
need_other_tools
need_chromium
need_web
step "lints"
cargo clippy --locked --all-targets -- -D warnings
step "tests"
cargo test --locked
