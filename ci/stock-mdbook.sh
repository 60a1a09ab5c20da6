#!/usr/bin/env bash
# Proves that the unmodified mdbook command builds both languages, and that `mdbook test` really runs listings.
# Run it from anywhere: ci/stock-mdbook.sh   (installs mdbook into target/ci/mdbook the first time: about 3 CPU minutes)
set -euo pipefail
cd "$(dirname "$0")/.."

version=0.5.4
mdbook=$PWD/target/ci/mdbook/bin/mdbook
if [ "$("$mdbook" --version 2>/dev/null)" != "mdbook v$version" ]; then
  # The same code unoptimised: it builds this book as well, and takes half the time to compile.
  CARGO_PROFILE_DEV_DEBUG=false cargo install --debug --locked --version "$version" --root target/ci/mdbook mdbook
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "ci/stock-mdbook.sh: $*" >&2
  exit 1
}

# mdbook with the settings of one language; Korean is what book.toml says.
in_language() {
  case $1 in
    ko) "${@:2}" ;;
    en) MDBOOK_BOOK__SRC=src/en MDBOOK_BOOK__LANGUAGE=en MDBOOK_BOOK__TITLE='Memory, measured' "${@:2}" ;;
  esac
}

for language in ko en; do
  echo "building $language"
  in_language "$language" "$mdbook" build --dest-dir "$work/$language"
  chapter=$work/$language/first-profile/index.html
  grep -q '<html lang="'"$language"'"' "$chapter" || fail "$language: the page is not marked as $language"
  grep -q 'class="listing__head"' "$chapter" || fail "$language: no listing was rendered"
  grep -q 'cargo run -p first-100mib' "$chapter" || fail "$language: the page does not say how to run its listing"
  if grep -rl --include='*.html' '{{#' "$work/$language"; then
    fail "$language: the pages above still contain a directive"
  fi
done

# mdBook shows what rustdoc said only when a test failed. This rustdoc passes on everything, and keeps a copy.
rustdoc=$(command -v rustdoc)
mkdir "$work/bin"
cat >"$work/bin/rustdoc" <<SHIM
#!/usr/bin/env bash
set -o pipefail
"$rustdoc" "\$@" | tee -a "\$RUSTDOC_LOG"
SHIM
chmod +x "$work/bin/rustdoc"

for language in ko en; do
  echo "testing $language"
  log=$work/rustdoc-$language.log
  RUSTDOC_LOG=$log PATH=$work/bin:$PATH in_language "$language" "$mdbook" test
  ran=$(grep -cE '^test .* \.\.\. ok$' "$log" || true)
  [ "$ran" -ge 1 ] || fail "$language: mdbook test ran no listing"
  echo "$language: $ran listings compiled and run by mdbook test"
done
