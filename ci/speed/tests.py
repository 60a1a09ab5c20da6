"""Times the test step: nothing changed, one listing edited, everything again, and per listing against mdbook test.

usage: tests.py COPY BOOK MDBOOK
"""

import pathlib
import statistics
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from measure import best, run


def edited(copy, book):
    """How long each listing takes to be verified again after an edit of its library."""
    times = {}
    for library in sorted(copy.glob("listings/*/*/src/lib.rs")):
        name = library.parent.parent.name
        text = library.read_text(encoding="utf-8")
        # A line at the end moves no other line, so the recorded report still fits.
        library.write_text(text + "// edited\n", encoding="utf-8")
        times[name] = run([book, "test", name], cwd=copy).wall
        library.write_text(text, encoding="utf-8")
    return times


def main():
    copy, book, mdbook = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    whole = run([book, "test", "--no-cache"], cwd=copy)
    cached = best(5, [book, "test"], cwd=copy)
    through_cargo = best(5, ["cargo", "book", "test"], cwd=copy)
    print(f"cargo book test, built, nothing cached   {whole.wall:6.2f} s   (aim: < 60 s)")
    print(f"cargo book test, nothing changed         {through_cargo.wall:6.2f} s   (aim: < 1 s; {cached.wall:.2f} s without Cargo)")
    times = edited(copy, book)
    slowest = max(times, key=times.get)
    median = statistics.median(times.values())
    print(f"one listing edited, median of {len(times):<3}        {median:6.2f} s   (aim: < 1.5 s; slowest: {slowest}, {times[slowest]:.2f} s)")
    snippets = run([mdbook, "test"], cwd=copy)
    per_listing = whole.wall / len(times)
    per_snippet = snippets.wall / len(times)
    print(
        f"per listing: cargo book test {per_listing:.2f} s, mdbook test {per_snippet:.2f} s,"
        f" {per_listing / per_snippet:.2f}x (mdbook test runs each once, and looks at no output and no heap)"
    )


main()
