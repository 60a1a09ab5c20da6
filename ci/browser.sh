#!/usr/bin/env bash
# Proves the pages in a real browser: accessibility, weight, layout, keyboard, languages, Lighthouse; and the scripts' types and form.
# Run it from anywhere: ci/browser.sh [test …]   (names of ci/browser/tests; installs Chromium, Node and npm packages where missing)
set -euo pipefail
cd "$(dirname "$0")/.."

work=$PWD/target/ci/browser
site=$work/site

missing=()
command -v chromium google-chrome >/dev/null || missing+=(chromium)
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
# Without one, Korean text is drawn as empty boxes, which has another width and height.
fc-list 2>/dev/null | grep -iE 'cjk|pretendard|nanum' >/dev/null || missing+=(fonts-noto-cjk)
if [ "${#missing[@]}" -gt 0 ]; then
  echo "installing ${missing[*]}"
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

mkdir -p "$work"
if ! cmp -s ci/browser/package-lock.json "$work/package-lock.json" || [ ! -e "$work/installed" ]; then
  rm -f "$work/installed"
  cp ci/browser/package.json ci/browser/package-lock.json ci/browser/.npmrc "$work/"
  (cd "$work" && npm ci --ignore-scripts --no-progress)
  touch "$work/installed"
fi
if grep -q '"resolved"' ci/browser/package-lock.json; then
  echo "ci/browser.sh: package-lock.json names a registry: npm install --omit-lockfile-registry-resolved" >&2
  exit 1
fi

if [ $# -eq 0 ]; then
  echo "types"
  "$work/node_modules/.bin/tsc" --project ci/browser/jsconfig.json
  echo "format"
  "$work/node_modules/.bin/prettier" --check --log-level warn 'theme/js/**/*.js' 'ci/browser/**/*.mjs'
  mapfile -t tests < <(find theme ci/browser -name '*.test.mjs' -o -name '*.test.js')
  if [ "${#tests[@]}" -gt 0 ]; then
    node --test "${tests[@]}"
  fi
fi

cargo book build --dest "$site"
node ci/browser/run.mjs "$site" "$@"
