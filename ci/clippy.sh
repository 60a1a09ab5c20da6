#!/usr/bin/env bash
# Proves that tools, listings, tests and benchmarks compile without a warning from rustc or Clippy.
# Run it from anywhere: ci/clippy.sh
set -euo pipefail
cd "$(dirname "$0")/.."

cargo clippy --locked --workspace --all-targets -- -D warnings
