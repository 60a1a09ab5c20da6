#!/usr/bin/env bash
# Shows how long `cargo book build` takes beside the stock `mdbook build` of the same Markdown, both languages each.
# Run it from anywhere, on a quiet machine: ci/speed-build.sh [ROUNDS]   (--gate: fail when ours takes longer)
# Stock gets the pages with every directive resolved already, and makes its own search index.
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=5
gate=false
for argument; do
  case $argument in
    --gate) gate=true ;;
    [1-9]*) rounds=$argument ;;
    *)
      echo "usage: ci/speed-build.sh [ROUNDS] [--gate]" >&2
      exit 2
      ;;
  esac
done

version=0.5.4
mdbook=$PWD/target/ci/mdbook/bin/mdbook
if [ "$("$mdbook" --version 2>/dev/null)" != "mdbook v$version" ]; then
  CARGO_PROFILE_DEV_DEBUG=false cargo install --debug --locked --version "$version" --root target/ci/mdbook mdbook
fi
cargo build --quiet --package book

python3 - "$rounds" "$gate" "$mdbook" "${CARGO_TARGET_DIR:-target}/debug/book" <<'PYTHON'
import os, pathlib, resource, shutil, statistics, subprocess, sys, tempfile, time

rounds, gate, mdbook, book = int(sys.argv[1]), sys.argv[2] == "true", sys.argv[3], os.path.abspath(sys.argv[4])
work = pathlib.Path(tempfile.mkdtemp(dir="target/ci")).absolute()

# A preprocessor that keeps what ours made of the pages: the Markdown that both sides turn into HTML.
keeper = work / "keep.py"
keeper.write_text(f'''
import json, pathlib, subprocess, sys
if len(sys.argv) > 3: sys.exit(0)
done = subprocess.run(["{book}", "preprocess"], stdin=sys.stdin, stdout=subprocess.PIPE, check=True).stdout
def keep(items):
    for item in items:
        chapter = item.get("Chapter") if isinstance(item, dict) else None
        if chapter and chapter["source_path"]:
            file = pathlib.Path(sys.argv[1]) / chapter["source_path"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(chapter["content"])
        if chapter: keep(chapter["sub_items"])
keep(json.loads(done)["items"])
sys.stdout.buffer.write(done)
''')


def run(command, **settings):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, env=os.environ | settings, capture_output=True, text=True)
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{command} ended with {done.returncode}:\n{done.stderr}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


stock = []
for language in ("ko", "en"):
    pages = work / language
    (pages / "src").mkdir(parents=True)
    settings = dict(MDBOOK_BOOK__SRC=f"src/{language}", MDBOOK_BOOK__LANGUAGE=language)
    keep = f"python3 {keeper} {pages / 'src'}"
    run([mdbook, "build", "--dest-dir", str(work / "kept")], MDBOOK_PREPROCESSOR__BOOK__COMMAND=keep, **settings)
    shutil.copy(f"src/{language}/SUMMARY.md", pages / "src")
    shutil.copytree("theme", pages / "theme")
    text = pathlib.Path("book.toml").read_text().split("[preprocessor.book]")[0].replace("src/ko", "src")
    html = '[output.html]\nadditional-css = ["theme/css/book.css"]\n[output.html.print]\nenable = false\n'
    (pages / "book.toml").write_text(text + html)
    stock.append([mdbook, "build", str(pages)])

ours, theirs = [], []
for _ in range(rounds):
    ours.append(run([book, "build", "--dest", str(work / "ours")]))
    theirs.append([sum(part) for part in zip(*(run(command) for command in stock))])
print(f"{'both languages, median of ' + str(rounds):<38} {'wall':>8} {'CPU':>8}")
result = []
for name, times in (("cargo book build (dev profile)", ours), ("stock mdbook build (dev profile)", theirs)):
    wall, cpu = (statistics.median(part) for part in zip(*times))
    result.append((wall, cpu))
    print(f"{name:<38} {wall:>6.2f} s {cpu:>6.2f} s")
ratio = [ours / theirs for ours, theirs in zip(*result)]
print(f"{'ratio':<38} {ratio[0]:>7.2f}x {ratio[1]:>7.2f}x")
shutil.rmtree(work)
if gate and ratio[0] > 1.0:
    sys.exit("cargo book build takes longer than stock mdbook")
PYTHON
