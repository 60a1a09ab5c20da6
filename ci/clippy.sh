#!/usr/bin/env bash
# Proves that tools, listings, tests and benchmarks compile without a warning from rustc or Clippy.
# Run it from anywhere: ci/clippy.sh
set -euo pipefail
cd "$(dirname "$0")/.."

# What listings build on request, as package/feature: that code is no part of the workspace otherwise.
mapfile -t features < <(cargo metadata --no-deps --format-version 1 | python3 -c '
import json, sys
for package in json.load(sys.stdin)["packages"]:
    for feature in ((package["metadata"] or {}).get("book") or {}).get("features", []):
        print("--features=" + package["name"] + "/" + feature)')
if [ "${#features[@]}" -gt 0 ] && ! command -v make >/dev/null; then
  echo "left out for want of make: ${features[*]}"
  features=()
fi
cargo clippy --locked --workspace --all-targets "${features[@]}" -- -D warnings
