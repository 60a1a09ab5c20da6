"""AddressSanitizer with LeakSanitizer, and memcheck: a program is run under one, and what it found is told."""

import os
import pathlib
import re
import subprocess
import tempfile
import xml.etree.ElementTree as xml

RED = 77  # how a program ends in which the tool found something
FRAMES = 40  # so many that a stack reaches the listing's own function
LIMIT = 300  # seconds for one run


class Run:
    """One program: how it is started, how it ends by itself, and what it may lose."""

    def __init__(self, command, plain=None, leaks=(), cwd=None, env=None):
        self.command = [str(word) for word in command]
        self.plain = [str(word) for word in plain or command]  # without any tool
        self.leaks = list(leaks)
        self.cwd = cwd
        self.env = env or {}

    def start(self, command, env):
        done = subprocess.run(
            command,
            cwd=self.cwd,
            env={**os.environ, **self.env, **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LIMIT,
        )
        self.said = (done.stdout + done.stderr).decode(errors="replace")
        return done.returncode


def asan(run):
    """The problems of a program that was compiled with -Zsanitizer=address."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        suppressions = folder / "suppressions"
        suppressions.write_text("".join(f"leak:{leak}\n" for leak in run.leaks))
        reports = folder / "reports"
        reports.mkdir()
        status = run.start(
            run.command,
            {
                # A file for each process, so that no parent can swallow what is said of its child.
                "ASAN_OPTIONS": f"detect_leaks=1:exitcode={RED}:log_path={reports}/asan",
                "LSAN_OPTIONS": f"suppressions={suppressions}:print_suppressions=1:malloc_context_size={FRAMES}",
            },
        )
        texts = [file.read_text(errors="replace") for file in sorted(reports.iterdir())]
    found = [shortened(text) for text in texts if "ERROR: " in text]
    used = {name for text in texts for name in re.findall(r"^ +\d+ +\d+ +(\S+)$", text, re.MULTILINE)}
    return found + lost(run, used) + ending(run, status, found)


def memcheck(run):
    """The problems of an ordinary program under Valgrind."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        suppressions = folder / "suppressions"
        suppressions.write_text("".join(suppression(leak) for leak in run.leaks))
        reports = folder / "reports"
        reports.mkdir()
        command = [
            "valgrind",
            "--trace-children=yes",
            # The compilers that a listing starts are not ours.
            "--trace-children-skip=*/bin/*",
            f"--error-exitcode={RED}",
            "--leak-check=full",
            # A thread that is still running keeps its memory by ways that memcheck calls possible.
            "--show-leak-kinds=definite",
            "--errors-for-leak-kinds=definite",
            f"--num-callers={FRAMES}",
            f"--suppressions={suppressions}",
            "--xml=yes",
            f"--xml-file={reports}/%p.xml",
            *run.command,
        ]
        status = run.start(command, {})
        trees = [parsed(file) for file in sorted(reports.iterdir())]
    found = [told(error) for tree in trees for error in tree.iter("error")]
    used = {pair.findtext("name") for tree in trees for pair in tree.iter("pair")}
    return found + lost(run, used) + ending(run, status, found)


def parsed(file):
    """A process that was killed leaves its report without an end; what stands in it still counts."""
    text = file.read_text(errors="replace")
    whole = text if "</valgrindoutput>" in text else text + "</valgrindoutput>"
    try:
        return xml.fromstring(whole)
    except xml.ParseError as error:
        raise SystemExit(f"valgrind wrote a report that is no XML ({error}):\n{text[-500:]}")


def suppression(leak):
    """A leak below this function. Valgrind compares mangled names, in which each part follows its length."""
    mangled = "".join(f"{len(part)}{part}" for part in leak.split("::"))
    return f"{{\n{leak}\nMemcheck:Leak\nmatch-leak-kinds: definite\n...\nfun:*{mangled}*\n...\n}}\n"


def told(error):
    """One finding of memcheck: its kind, its words, and where."""
    what = error.findtext("what") or error.findtext("xwhat/text") or ""
    frames = [f"    {frame.findtext('fn')} ({place(frame)})" for frame in error.find("stack") or []]
    return "\n".join([f"{error.findtext('kind')}: {what}", *frames[:12]])


def place(frame):
    file = frame.findtext("file") or frame.findtext("obj")
    line = frame.findtext("line")
    return f"{file}:{line}" if line else file


def shortened(text):
    """The first error and the stack under it."""
    lines = text[text.index("ERROR: ") :].splitlines()
    return "\n".join(line[:200] for line in lines[:16])


def lost(run, used):
    """A leak that is named and does not happen: the name would hide the next one."""
    gone = [leak for leak in run.leaks if leak not in used]
    return [f"'{leak}' loses nothing any more; take it out of 'leaks' in the Cargo.toml" for leak in gone]


def ending(run, status, found):
    """A program that ends otherwise than without the tool."""
    if status == 0 or found:
        return []
    expected = run.start(run.plain, {})
    if status == expected:
        return []
    return [f"it ended with {status}, and without the tool with {expected}; it said:\n{run.said[-1000:]}"]
