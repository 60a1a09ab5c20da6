#!/usr/bin/env bash
# Proves that the benchmarks still execute what was recorded: counts their instructions again, which no load disturbs.
# Run it from anywhere: ci/bench.sh   (needs Valgrind, and installs Debian's when it is missing and may)
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v valgrind >/dev/null; then
  echo "installing valgrind"
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" apt-get install -y -qq valgrind
fi
valgrind --version

log=$(mktemp)
trap 'rm -f "$log"' EXIT
cargo book bench --count | tee "$log"
# A run that counted nothing proves nothing.
grep -qE '^[1-9][0-9]* passed, 0 failed$' "$log"
