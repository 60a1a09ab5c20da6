#!/usr/bin/env bash
# Prints how fast the book's tools are, each figure beside what it is measured against, both sides in one run.
# Run it from anywhere on a quiet machine: ci/speed.sh   (--all: also a book of a hundred times the chapters)
# It needs the stock mdbook that ci/stock-mdbook.sh installs. ci/cost.sh measures the first build.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=ci/copy.bash
. ci/copy.bash

sizes=(1 10)
case ${1:-} in
  '') ;;
  --all) sizes=(1 10 100) ;;
  *)
    echo "usage: ci/speed.sh [--all]" >&2
    exit 2
    ;;
esac

mdbook=$PWD/target/ci/mdbook/bin/mdbook
if [ ! -x "$mdbook" ]; then
  echo "ci/speed.sh: there is no $mdbook; run ci/stock-mdbook.sh first" >&2
  exit 1
fi
cargo build --quiet --package book
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
work=$PWD/target/ci/speed
rm -rf "$work"
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT

echo "== a whole build, against the stock mdbook command on the same Markdown without directives =="
python3 ci/speed/builds.py "$target/debug/book" "$mdbook" "$work" "${sizes[@]}"

echo "== tests, in a copy of the book =="
copy=$work/book
lay_out "$copy"
share_dependencies "$target" "$work/target"
export CARGO_TARGET_DIR=$work/target BOOK_WITHOUT=cc
(cd "$copy" && cargo build --quiet --package book && cargo book test >"$work/log" 2>&1) ||
  { tail -n 30 "$work/log" >&2; exit 1; }
python3 ci/speed/tests.py "$copy" "$CARGO_TARGET_DIR/debug/book" "$mdbook"
