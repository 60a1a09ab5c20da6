#!/usr/bin/env bash
# Shows what the book costs a newcomer: time, CPU and disk of the first build, of the next ones, and of the tests.
# By hand, on a quiet machine: ci/cost.sh   (--gate: fail when the first build takes more than 330 CPU seconds)
set -euo pipefail
cd "$(dirname "$0")/.."

limit=330
gate=false
case ${1:-} in
  '') ;;
  --gate) gate=true ;;
  *)
    echo "usage: ci/cost.sh [--gate]" >&2
    exit 2
    ;;
esac

work=$PWD/target/ci/cost
rm -rf "$work"
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT
export CARGO_TARGET_DIR=$work/target
# What needs a C compiler and make is left out: jemalloc alone would be a minute or two of these figures.
export BOOK_WITHOUT=cc
# Downloads depend on the network, and happen once per machine.
cargo fetch --locked --quiet

# measure NAME COMMAND…: prints wall and CPU seconds, and leaves the CPU seconds in $cpu.
measure() {
  python3 - "$@" 2>"$work/error.log" >"$work/measured" <<'PYTHON' || { cat "$work/error.log" >&2; exit 1; }
import resource, subprocess, sys, time

name, *command = sys.argv[1:]
start = time.monotonic()
done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
wall = time.monotonic() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
if done.returncode != 0:
    sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
cpu = used.ru_utime + used.ru_stime
print(f"{name:<34} {wall:>8.1f} s {cpu:>8.1f} s")
print(int(cpu))
PYTHON
  head -n 1 "$work/measured"
  cpu=$(tail -n 1 "$work/measured")
}

printf '%-34s %10s %10s\n' "on $(nproc) cores" wall CPU
measure "cargo book build, first" cargo book build --dest "$work/site"
first=$cpu
printf '%-34s %8s MB\n' "  disk used by it" "$(du -sm "$CARGO_TARGET_DIR" | cut -f1)"
measure "cargo book build, again" cargo book build --dest "$work/site"
measure "cargo book test, first" cargo book test --no-cache
printf '%-34s %8s MB\n' "  disk used by all" "$(du -sm "$CARGO_TARGET_DIR" | cut -f1)"
measure "cargo book test, nothing cached" cargo book test --no-cache
measure "cargo book test, everything cached" cargo book test

if [ "$first" -gt "$limit" ]; then
  echo "the first build took $first CPU seconds, more than $limit" >&2
  if $gate; then exit 1; fi
fi
