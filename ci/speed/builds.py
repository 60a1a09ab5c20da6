"""Builds books of growing size with `cargo book build` and with stock mdbook, and prints both.

usage: builds.py BOOK MDBOOK WORK SIZE…

A book of size n has the chapters of this one n times, in both languages. Stock mdbook gets the same Markdown
files without our preprocessor, so that it does less than half of the work: it resolves no directive.
It runs once per language, where `cargo book build` has both in one process at the same time; so the memory of
its two runs counts together.
"""

import pathlib
import re
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from measure import best


def chapters(root):
    """The folders under src/en that hold a chapter."""
    return sorted(page.parent.name for page in root.glob("src/en/*/README.md"))


def once(text):
    """A copy of a page without what a book may show only once: quizzes and exercises."""
    return re.sub(r"^\{\{#(quiz|exercise) .*\}\}\n", "", text, flags=re.MULTILINE)


def synthetic(root, place, size):
    """Lays out a book of the given size; listings and theme are those of the real one."""
    place.mkdir(parents=True)
    for name in ["book.toml", "Cargo.toml", "glossary.toml"]:
        if (root / name).exists():
            shutil.copy(root / name, place)
    for name in ["listings", "theme", "quizzes", "exercises"]:
        if (root / name).exists():
            (place / name).symlink_to(root / name)
    for language in ["en", "ko"]:
        source, target = root / "src" / language, place / "src" / language
        shutil.copytree(source, target)
        entries = []
        for copy in range(1, size):
            for chapter in chapters(root):
                name = f"{chapter}-{copy}"
                shutil.copytree(source / chapter, target / name)
                for page in (target / name).glob("*.md"):
                    page.write_text(once(page.read_text(encoding="utf-8")), encoding="utf-8")
                entries.append(f"- [{name}]({name}/README.md)")
                others = sorted(page.name for page in (target / name).glob("*.md"))
                entries += [f"  - [{name} {page}]({name}/{page})" for page in others if page != "README.md"]
        insert(target / "SUMMARY.md", entries)


def insert(summary, entries):
    """Lists chapters after the last numbered one; mdBook allows no list behind a chapter without number."""
    lines = summary.read_text(encoding="utf-8").splitlines()
    last = max(at for at, line in enumerate(lines) if line.lstrip().startswith("- "))
    lines[last + 1 : last + 1] = entries
    summary.write_text("\n".join(lines) + "\n", encoding="utf-8")


def stock(place):
    """The same Markdown for the stock command, one book per language."""
    for language in ["en", "ko"]:
        folder = place / f"stock-{language}"
        folder.mkdir()
        config = f'[book]\ntitle = "speed"\nlanguage = "{language}"\nsrc = "../src/{language}"\n'
        (folder / "book.toml").write_text(config + "[build]\ncreate-missing = false\n", encoding="utf-8")


def main():
    book, mdbook, work, *sizes = sys.argv[1:]
    root = pathlib.Path.cwd()
    print(f"{'':>6} {'pages':>6} {'cargo book build':>26} {'mdbook build, twice':>26} {'time':>7} {'memory':>7}")
    first = None
    for size in map(int, sizes):
        place = pathlib.Path(work) / f"x{size}"
        synthetic(root, place, size)
        stock(place)
        pages = len(list(place.glob("src/*/**/*.md")))
        times = 5 if size < 100 else 2
        ours = best(times, [book, "build", "--dest", str(place / "out")], cwd=place)
        theirs = [best(times, [mdbook, "build"], cwd=place / f"stock-{code}") for code in ["en", "ko"]]
        wall = sum(cost.wall for cost in theirs)
        peak = sum(cost.peak for cost in theirs)
        print(
            f"{size:>5}x {pages:>6} {ours.wall:>10.2f} s {ours.peak:>9.0f} MiB {wall:>11.2f} s {peak:>9.0f} MiB"
            f" {ours.wall / wall:>6.2f}x {ours.peak / peak:>6.2f}x"
        )
        first = first or (size, ours.wall)
        grown = size / first[0]
        if grown > 1:
            print(f"       {grown:.0f} times the chapters take {ours.wall / first[1]:.1f} times the time")
        shutil.rmtree(place)


main()
