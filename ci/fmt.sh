#!/usr/bin/env bash
# Proves that all Rust code is formatted and that Cargo.lock fits the manifests.
# Run it from anywhere: ci/fmt.sh
set -euo pipefail
cd "$(dirname "$0")/.."

cargo fmt --all --check
# What no package of the workspace contains.
find ci/sanitizers listings/*/*/loom -name '*.rs' -exec rustfmt --edition 2024 --check {} +
cargo metadata --locked --format-version 1 >/dev/null
echo "formatted, and Cargo.lock is up to date"
