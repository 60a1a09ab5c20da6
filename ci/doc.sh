#!/usr/bin/env bash
# Proves that the documentation of every crate builds without a warning: no dead link, no malformed example.
# Run it from anywhere: ci/doc.sh
set -euo pipefail
cd "$(dirname "$0")/.."

RUSTDOCFLAGS="${RUSTDOCFLAGS:-} -D warnings" cargo doc --locked --workspace --no-deps
