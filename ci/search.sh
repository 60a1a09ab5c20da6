#!/usr/bin/env bash
# Proves that the search finds what readers type, and that its index is at most 60 % of the size of stock mdBook's.
# Run it from anywhere: ci/search.sh   (on Debian it installs Node and Chromium when they are missing)
set -euo pipefail
cd "$(dirname "$0")/.."

limit=60
version=0.5.4
work=$PWD/target/ci/search
site=$work/site
mkdir -p "$work"

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }
missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v npm >/dev/null || missing+=(nodejs npm)
if [ "${#missing[@]}" -gt 0 ]; then
  as_root apt-get update -qq
  as_root apt-get install -y -qq "${missing[@]}"
fi
if [ ! -d "$work/node_modules/playwright-core" ] || [ ! -d "$work/node_modules/axe-core" ] || [ ! -d "$work/node_modules/typescript" ]; then
  (cd "$work" && echo '{ "private": true }' >package.json &&
    npm install --no-audit --no-fund --silent playwright-core@1.65.1 axe-core@4.14.1 typescript@5)
fi

echo "types"
"$work/node_modules/.bin/tsc" --noEmit --strict --checkJs --allowJs --noUncheckedIndexedAccess \
  --target es2023 --lib es2023,dom,dom.iterable --module esnext --moduleResolution bundler --moduleDetection force \
  theme/js/search*.js theme/js/later/search*.js

echo "queries"
cargo book build --dest "$site"
(cd "$work" && node ../../../ci/search/search.mjs "$site" "$(command -v chromium)" node_modules/axe-core/axe.min.js)

echo "size"
mdbook=$PWD/target/ci/mdbook/bin/mdbook
if [ "$("$mdbook" --version 2>/dev/null)" != "mdbook v$version" ]; then
  CARGO_PROFILE_DEV_DEBUG=false cargo install --debug --locked --version "$version" --root target/ci/mdbook mdbook
fi
status=0
for language in ko en; do
  source=src/$language
  MDBOOK_OUTPUT__HTML__SEARCH__ENABLE=true MDBOOK_BOOK__SRC=$source MDBOOK_BOOK__LANGUAGE=$language \
    "$mdbook" build --dest-dir "$work/stock-$language" 2>"$work/stock.log" || { cat "$work/stock.log" >&2; exit 1; }
  stock=$(gzip -9c "$work/stock-$language"/searchindex*.js | wc -c)
  ours=$(gzip -9c "$site/$language/search/index.js" | wc -c)
  echo "$language: our index $ours bytes, stock mdBook's $stock bytes, both gzipped: $((ours * 100 / stock)) % (at most $limit %)"
  if [ "$((ours * 100))" -gt "$((stock * limit))" ]; then status=1; fi
done
exit "$status"
