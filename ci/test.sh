#!/usr/bin/env bash
# Proves that the book builds, that every figure in it is still what its listing does, and that the tools' own tests pass.
# Run it from anywhere: ci/test.sh
set -euo pipefail
cd "$(dirname "$0")/.."

cargo book build
cargo book test
# Listings take part a second time: a reader verifies one with plain Cargo, so that has to work as well.
# The sandbox has a script of its own, ci/runner-attacks.sh.
cargo test --locked --workspace --exclude runner --no-fail-fast
# Where an optimised build asks the heap for something else, that is recorded too, and has to stay true.
cargo test --locked --workspace --release --test heap
