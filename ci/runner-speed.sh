#!/usr/bin/env bash
# Shows how long a reader waits: from the request to the whole answer over HTTP, per listing, beside `cargo run` of the same edit.
# Run it from anywhere: ci/runner-speed.sh [--gate]   (--gate: fail above 30 ms unedited or 300 ms edited; needs two idle cores)
set -euo pipefail
cd "$(dirname "$0")/.."

gate=false
case ${1:-} in
  '') ;;
  --gate) gate=true ;;
  *)
    echo "usage: ci/runner-speed.sh [--gate]" >&2
    exit 2
    ;;
esac

cargo build --locked --quiet --package book
log=$(mktemp)
target/debug/book --no-open --port 3900 >"$log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -f "$log"' EXIT
for _ in $(seq 240); do
  grep -q '^serving ' "$log" && break
  sleep 0.5
done
python3 - "$(grep -oE 'http://127.0.0.1:[0-9]+' "$log" | head -n 1)" "$gate" <<'PYTHON'
import glob, json, os, re, statistics, subprocess, sys, time, urllib.request

address, gate = sys.argv[1:]
page = urllib.request.urlopen(address + "/en/first-profile/").read().decode()
base = address + re.search(r'content="(/r/[0-9a-f]+/)"', page)[1]


def run(code, listing):
    body = json.dumps({"code": code, "listing": listing}).encode()
    request = urllib.request.Request(base + "execute", body, {"Content-Type": "application/json"})
    start = time.monotonic()
    answer = json.load(urllib.request.urlopen(request))
    return (time.monotonic() - start) * 1000, answer


def edit(code, round):
    return re.sub(r"(pub fn run\(\)[^{]*\{)", rf"\1 let _edit = std::hint::black_box({round});", code, count=1)


rows = []
for folder in sorted(glob.glob("listings/*/*-*")):
    name = os.path.basename(folder)
    try:
        code = json.load(urllib.request.urlopen(base + "source/" + name))["code"]
    except urllib.error.HTTPError:
        continue
    run(code, name)
    unedited = [run(code, name)[0] for _ in range(9)]
    unique = time.time_ns() % 10**9
    run(edit(code, unique), name)
    edited = [run(edit(code, unique + round), name)[0] for round in range(1, 6)]
    rows.append((name, statistics.median(unedited), statistics.median(edited)))
    print(f"{name:<24} unedited {rows[-1][1]:7.1f} ms   edited {rows[-1][2]:7.1f} ms", flush=True)

# The same kind of edit through Cargo, in a copy of one listing's library that is put back.
name, path = "first-pprof", glob.glob("listings/*/first-pprof/src/lib.rs")[0]
before = open(path, encoding="utf-8").read()
cargo = []
try:
    for round in range(4):
        with open(path, "w", encoding="utf-8") as file:
            file.write(edit(before, round + 1))
        start = time.monotonic()
        subprocess.run(["cargo", "run", "--quiet", "-p", name], check=True, capture_output=True)
        cargo.append((time.monotonic() - start) * 1000)
finally:
    with open(path, "w", encoding="utf-8") as file:
        file.write(before)

load = os.getloadavg()[0]
unedited, edited = (statistics.median(row[column] for row in rows) for column in (1, 2))
slowest = [max(rows, key=lambda row: row[column]) for column in (1, 2)]
print(f"median over {len(rows)} listings on {os.cpu_count()} cores at load {load:.1f}:")
print(f"  unedited {unedited:.1f} ms (aim 30), slowest {slowest[0][0]} {slowest[0][1]:.1f} ms")
print(f"  edited   {edited:.1f} ms (aim 300), slowest {slowest[1][0]} {slowest[1][2]:.1f} ms")
print(f"  cargo run of an edited {name}: {statistics.median(cargo[1:]):.1f} ms")
if gate == "true" and (unedited > 30 or edited > 300):
    sys.exit("slower than the aim")
PYTHON
