#!/usr/bin/env bash
# Builds the widgets' WebAssembly again, where Rust's wasm32 target is not installed: with Debian's rustc-web and a std compiled here.
# Run it from anywhere: ci/wasm.sh [WIDGET …]   (Debian only; the first time 150 MB of packages into target/ci/wasm, nothing is installed)
set -euo pipefail
cd "$(dirname "$0")/.."

work=$PWD/target/ci/wasm
# What makes the result smaller; its version goes into each widget's manifest.
binaryen=132

fail() {
  echo "ci/wasm.sh: $*" >&2
  exit 1
}

# unpack PACKAGE…: the packages' files below $work/root; they stay there for the next time.
unpack() {
  local package
  mkdir -p "$work/debs" "$work/root"
  (cd "$work/debs" && apt-get download -qq "$@") || fail "apt-get cannot download $*: run apt-get update"
  for package in "$work"/debs/*.deb; do
    dpkg -x "$package" "$work/root"
  done
  rm -r "$work/debs"
}

if [ ! -d "$(rustc --print target-libdir --target wasm32-unknown-unknown)" ] && [ ! -e "$work/unpacked" ]; then
  command -v apt-get >/dev/null || fail "this needs Debian's packages; elsewhere: rustup target add wasm32-unknown-unknown"
  # The library of the compiler itself is named after its version.
  std=$(apt-cache depends libstd-rust-web-dev | grep -oE 'libstd-rust-web-[0-9.]+' | head -n 1)
  llvm=$(apt-cache depends "$std" | grep -oE 'libllvm[0-9]+' | head -n 1)
  [ -n "$std" ] && [ -n "$llvm" ] || fail "apt-get knows no rustc-web: run apt-get update"
  unpack rustc-web "$std" libstd-rust-web-dev rust-web-src "$llvm"
  touch "$work/unpacked"
fi

if [ ! -x "$work/node_modules/.bin/wasm-opt" ]; then
  mkdir -p "$work"
  npm install --prefix "$work" --no-progress --no-audit --no-fund --ignore-scripts "binaryen@$binaryen"
fi

cargo book wasm "$@"
