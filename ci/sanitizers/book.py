"""What the book has that is to be looked at: its listings, with their settings, and how they are built."""

import json
import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = ROOT / "target/ci/sanitizers"
PLAIN = pathlib.Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target").resolve() / "debug"
HOST = re.search(r"^host: (.*)$", subprocess.check_output(["rustc", "-vV"], text=True), re.MULTILINE)[1]
INSTRUMENTED = WORK / HOST / "debug"
# The option is unstable, and the installed stable compiler has it: this variable says that we know.
ASAN = {"RUSTC_BOOTSTRAP": "1", "RUSTFLAGS": "-Zsanitizer=address -Cforce-frame-pointers=yes"}
THREADS = re.compile(r"\bthread::(spawn|scope|Builder)\b")
SHARED = re.compile(r"\b(Atomic[A-Z]\w+|Mutex|RwLock|Condvar|UnsafeCell|mpsc)\b")


class Listing:
    """One listing, as its manifest and its source describe it."""

    def __init__(self, package):
        settings = (package["metadata"] or {}).get("book", {})
        self.name = package["name"]
        self.folder = pathlib.Path(package["manifest_path"]).parent
        self.leaks = list(settings.get("leaks", {}))
        self.unsanitized = settings.get("unsanitized", {})
        self.threads = settings.get("threads", False)
        kinds = [(kind, target["name"]) for target in package["targets"] for kind in target["kind"]]
        self.has_heap_test = ("test", "heap") in kinds
        source = "\n".join(code(file) for file in sorted(self.folder.glob("src/**/*.rs")))
        self.is_unsafe = re.search(r"\bunsafe\b", source) is not None
        self.is_concurrent = bool(THREADS.search(source) and SHARED.search(source))
        self.has_model = (self.folder / "loom").is_dir()

    def cases(self):
        """The functions that its heap report is about."""
        report = json.loads((self.folder / "recorded/heap.json").read_text())
        return [case["case"] for case in report["exact"]["cases"]]


def code(file):
    """A source without its comments."""
    return re.sub(r"//.*", "", file.read_text())


def listings():
    """All of them, sorted by name."""
    command = ["cargo", "metadata", "--no-deps", "--format-version=1"]
    packages = json.loads(subprocess.check_output(command, cwd=ROOT))["packages"]
    inside = ROOT / "listings"
    found = [Listing(package) for package in packages if inside in pathlib.Path(package["manifest_path"]).parents]
    return sorted(found, key=lambda listing: listing.name)


def build(command, of, target, instrumented):
    """Builds what `command` says of these listings, and returns the folders and executables of this target."""
    arguments = ["cargo", *command, "--message-format=json-render-diagnostics", "--locked", "--quiet"]
    arguments += [word for listing in of for word in ("--package", listing.name)]
    if instrumented:
        arguments += ["--target", HOST, "--target-dir", WORK]
    env = {**os.environ, **(ASAN if instrumented else {})}
    done = subprocess.run([*map(str, arguments)], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, arguments))} failed")
    messages = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return [
        (pathlib.Path(message["manifest_path"]).parent, message["executable"])
        for message in messages
        if message.get("executable") and message["target"]["name"] == target
    ]
