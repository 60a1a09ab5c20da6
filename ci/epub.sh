#!/usr/bin/env bash
# Proves that `cargo book build --epub` makes valid EPUBs which hold what the pages say: epubcheck, then every heading,
# every answer and every chart of the site.
# Run it from anywhere: ci/epub.sh   (on Debian it installs epubcheck and a Java when they are missing)
set -euo pipefail
cd "$(dirname "$0")/.."

work=$PWD/target/ci/epub
site=$work/site
jar=/usr/share/java/epubcheck.jar
mkdir -p "$work"

if [ ! -e "$jar" ] || ! command -v java >/dev/null; then
  echo "installing epubcheck"
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" apt-get install -y -qq --no-install-recommends epubcheck default-jre-headless
fi

cargo book build --epub --dest "$site"
status=0
for language in ko en; do
  book=$site/memory-measured-$language.epub
  echo "$language: $(wc -c <"$book") bytes"
  java -jar "$jar" --failonwarnings "$book" >"$work/$language.log" 2>&1 || { cat "$work/$language.log" >&2; status=1; }
  python3 ci/epub/content.py "$site" "$language" || status=1
done

# It must be able to fail: the same book with one end tag less.
broken=$work/broken.epub
python3 ci/epub/content.py --break "$site/memory-measured-en.epub" "$broken"
if java -jar "$jar" "$broken" >/dev/null 2>&1; then
  echo "epubcheck finds nothing wrong with $broken, which lacks an end tag" >&2
  status=1
fi
exit "$status"
