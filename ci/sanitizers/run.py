"""Looks for memory errors in everything of the book that may have some; started by ci/sanitizers.sh.

Each part yields runs: a name, a tool, and a function that returns what is wrong. The faults come first:
a tool that does not find what was planted would prove nothing about the rest.
"""

import concurrent.futures
import json
import os
import re
import subprocess
import sys
import tempfile
import time

import book
import tools

TOOLS = {"asan": tools.asan, "memcheck": tools.memcheck}
HERE = book.ROOT / "ci/sanitizers"


def faults(_):
    """Planted faults: each file says what each tool must find in it."""
    (book.WORK / "faults").mkdir(parents=True, exist_ok=True)
    for file in sorted((HERE / "faults").glob("*.rs")):
        text = file.read_text()
        leaks = re.findall(r"^//@ leaks: (.*)$", text, re.MULTILINE)
        built = {tool: compiled(file, file.stem, tool == "asan") for tool in TOOLS}
        for tool in TOOLS:
            expected = re.search(rf"^//@ {tool}: (.*)$", text, re.MULTILINE)[1]
            run = tools.Run([built[tool]], plain=[built["memcheck"]], leaks=leaks)
            yield f"fault {file.stem}", tool, lambda run=run, tool=tool, expected=expected: planted(run, tool, expected)


def planted(run, tool, expected):
    found = TOOLS[tool](run)
    if expected == "nothing":
        return found
    if len(found) > 0 and re.search(expected, "\n".join(found)):
        return []
    return ["\n".join([f"it has to find /{expected}/ and found:", *(found or ["nothing"])])]


def compiled(source, name, instrumented, extra=()):
    """A program of one file, below the work folder."""
    out = book.WORK / "faults" / f"{name}{'-asan' if instrumented else ''}"
    command = ["rustc", "--edition=2024", "-g", "-Cforce-frame-pointers=yes", f"--crate-name={name}", *extra]
    flags = ["-Zsanitizer=address"] if instrumented else []
    env = {**os.environ, **(book.ASAN if instrumented else {})}
    subprocess.run([*map(str, [*command, *flags, "-o", out, source])], env=env, check=True)
    return out


def listings(of):
    """The program of every listing, whether it is unsafe itself or only what it calls."""
    for instrumented in (False, True):
        book.build(["build"], of, None, instrumented)
    for listing in of:
        for tool in TOOLS:
            if tool in listing.unsanitized:
                print(f"  left out  {tool:<8} {listing.name}: {listing.unsanitized[tool]}")
                continue
            folder = book.INSTRUMENTED if tool == "asan" else book.PLAIN
            plain = [book.PLAIN / listing.name]
            run = tools.Run([folder / listing.name], plain, listing.leaks, listing.folder)
            yield listing.name, tool, lambda run=run, tool=tool: TOOLS[tool](run)


def recorder(of):
    """heaplab's allocator in heap tests: of one plain listing, and of all that are unsafe, leak or start threads."""
    able = [listing for listing in of if listing.has_heap_test and not listing.unsanitized]
    able.sort(key=lambda listing: len(listing.cases()))
    chosen = able[:1] + [one for one in able[1:] if one.is_unsafe or one.leaks or one.threads]
    test = ["test", "--no-run", "--test", "heap"]
    plain = dict(book.build(test, chosen, "heap", instrumented=False))
    for folder, path in book.build(test, chosen, "heap", instrumented=True):
        listing = next(one for one in chosen if one.folder == folder)
        # The figures have to be the recorded ones here too.
        run = tools.Run([path], [plain[folder]], listing.leaks, folder)
        yield f"heap test of {listing.name}", "asan", lambda run=run: tools.asan(run)
    for listing in chosen:
        for case in listing.cases():
            for mode in ("dhat", "trace"):
                name = f"heap test of {listing.name}, {case} under {mode}"
                yield name, "memcheck", lambda listing=listing, case=case, mode=mode: heap_child(
                    plain[listing.folder], listing, case, mode
                )


def heap_child(path, listing, case, mode):
    """The process that the harness starts for one case: started by us, since under Valgrind it takes its time."""
    with tempfile.NamedTemporaryFile() as report:
        order = {"HEAPLAB_MODE": mode, "HEAPLAB_CASE": case, "HEAPLAB_OUT": report.name, "RUST_BACKTRACE": "0"}
        leaks = [leak for leak in listing.leaks if leak.endswith(f"::{case}")]
        found = tools.memcheck(tools.Run([path], leaks=leaks, cwd=listing.folder, env=order))
        return found or ([] if report.read() else ["it wrote no report"])


def tracer(_):
    """The tracer that is linked into a reader's program, at its limits."""
    source = book.ROOT / "tools/runner/tracer/memory_lab.rs"
    for tool in TOOLS:
        instrumented = tool == "asan"
        library = book.WORK / ("asan" if instrumented else "plain") / "libmemory_lab.rlib"
        library.parent.mkdir(parents=True, exist_ok=True)
        lib = ["--crate-type=rlib", "-Copt-level=3", f"-o{library}"]
        flags = ["-Zsanitizer=address"] if instrumented else []
        env = {**os.environ, **(book.ASAN if instrumented else {})}
        command = ["rustc", "--edition=2024", "-g", "-Cforce-frame-pointers=yes", *lib, *flags, source]
        subprocess.run([*map(str, command)], env=env, check=True)
        program = compiled(HERE / "tracer.rs", "tracer", instrumented, [f"--extern=memory_lab={library}"])
        yield "the runner's tracer", tool, lambda program=program, tool=tool: traced(program, tool)


def traced(program, tool):
    with tempfile.NamedTemporaryFile() as report:
        # The runner leaves descriptor 3 to the tracer.
        command = ["bash", "-c", 'exec "$0" 3>"$1"', program, report.name]
        found = TOOLS[tool](tools.Run(command))
        if found:
            return found
        told = json.loads(report.read())
    totals, sums = told["totals"], [sum(column) for column in zip(*told["sums"])]
    limits = [len(told["events"]) == 2_000, told["events_dropped"] > 0, len(told["stacks"]) == 4_096]
    booked = (totals["blocks"], totals["bytes"], totals["end_blocks"], totals["end_bytes"])
    if booked == (sums[0], sums[1], sums[4], sums[5]) and totals["end_blocks"] >= 5 and all(limits):
        return []
    return [f"the report contradicts itself or reaches no limit: {totals}, sums {sums}, limits reached {limits}"]


def loom(of):
    """Listings that several threads share, under every interleaving; the planted faults are tests beside them."""
    for listing in of:
        if listing.is_concurrent and not listing.has_model:
            print(f"  no model  loom     {listing.name} (listings/<chapter>/{listing.name}/loom/<model>.rs)")
    yield "models", "loom", models


def models():
    manifest = HERE / "loom/Cargo.toml"
    command = ["cargo", "test", "--locked", "--manifest-path", manifest, "--target-dir", book.WORK / "loom"]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True)
    print("".join(f"    {line}\n" for line in done.stdout.splitlines() if line.startswith("test ")), end="")
    return [] if done.returncode == 0 else [(done.stdout + done.stderr)[-6000:]]


PARTS = {part.__name__: part for part in (faults, listings, recorder, tracer, loom)}


def looked_at(run):
    """A run with what it found."""
    what, tool, find = run
    return what, tool, find()


def main(asked):
    unknown = [name for name in asked if name not in PARTS]
    if unknown:
        print(f"usage: ci/sanitizers.sh [{'|'.join(PARTS)}]…", file=sys.stderr)
        raise SystemExit(2)
    of = book.listings()
    own = [listing.name for listing in of if listing.is_unsafe]
    print(f"{len(of)} listings, of which these have unsafe code of their own: {', '.join(own) or 'none'}")
    done, wrong = 0, 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for name in asked or PARTS:
            start = time.monotonic()
            print(f"{name}: {PARTS[name].__doc__}", flush=True)
            for what, tool, found in pool.map(looked_at, PARTS[name](of)):
                print(f"  {'FAILED' if found else 'ok':<8}  {tool:<8} {what}", flush=True)
                print("".join(f"    {line}\n" for one in found for line in one.splitlines()), end="")
                done, wrong = done + 1, wrong + bool(found)
            print(f"  {time.monotonic() - start:.0f} s")
    print(f"sanitizers: {done - wrong} passed, {wrong} failed")
    if wrong:
        print("a leak that a listing makes on purpose is named under 'leaks' in its Cargo.toml: CONTRIBUTING.md")
    raise SystemExit(1 if wrong else 0)


main(sys.argv[1:])
