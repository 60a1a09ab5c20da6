#!/usr/bin/env bash
# Proves that the listings, heaplab's recorder and the runner's tracer make no memory error that AddressSanitizer,
# LeakSanitizer, Valgrind's memcheck or loom can find, and that each of these tools finds the faults planted for it.
# Run it from anywhere: ci/sanitizers.sh   (ci/sanitizers.sh faults listings: these parts alone)
# It does not look for aliasing errors: that takes Miri, which no stable toolchain has.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v valgrind >/dev/null; then
  echo "there is no valgrind: installing it"
  apt-get update -qq
  apt-get install -y -qq valgrind
fi
exec python3 -B ci/sanitizers/run.py "$@"
