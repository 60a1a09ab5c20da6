//! A scratch copy of the fixture book, which a test may break, and the real `cargo book` run inside it.
//!
//! Copies live in Cargo's folder for test data, one per test, always at the same place and written only
//! where they differ: Cargo then finds last time's artifacts fresh. All copies share one build folder, so
//! that the dependencies of the listings are compiled once. Each has its own final binaries, and its
//! listings a version of their own: Cargo tells packages apart by their place inside the workspace, which
//! is the same in all copies.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// Files by their path below the root, with forward slashes.
type Files = BTreeMap<String, Vec<u8>>;

/// The version of the fixture's listings, which no other package in the lock file has.
const VERSION: &str = "0.0.1-fixture";

/// One copy of the fixture book.
pub(crate) struct Scratch {
    /// The folder of its `book.toml`.
    pub(crate) root: PathBuf,
}

impl Scratch {
    /// A copy of the fixture with the files of `overlay` put over it. `name` is unique to the test.
    pub(crate) fn new(name: &str, overlay: Option<&Path>) -> Self {
        let mut files = fixture();
        if let Some(overlay) = overlay {
            files.extend(files_below(overlay));
        }
        if files.keys().any(|name| name.starts_with("exercises/")) {
            files.extend(budget());
        }
        files.insert("Cargo.lock".to_owned(), lock_file());
        for file in ["Cargo.toml", "Cargo.lock"] {
            let version = format!("version = \"{VERSION}-{name}\"");
            replace(
                &mut files,
                file,
                &format!("version = \"{VERSION}\""),
                &version,
            );
        }
        let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("books")
            .join(name);
        write_where_different(&root, &files);
        Self { root }
    }

    /// `cargo book <args>` in this copy, offline, with the shared build folder.
    pub(crate) fn book(&self, args: &[impl AsRef<str>]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_book"));
        command
            .current_dir(&self.root)
            .args(args.iter().map(AsRef::as_ref));
        command.stdin(Stdio::null());
        in_the_shared_build_folder(&mut command, &self.root);
        command
    }

    /// Replaces `find`, which must occur exactly once in the file.
    #[track_caller]
    pub(crate) fn edit(&self, file: &str, find: &str, replace: &str) {
        let path = self.root.join(file);
        let text =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("cannot edit {file}: {error}"));
        let count = text.matches(find).count();
        assert_eq!(count, 1, "'{find}' occurs {count} times in {file}");
        fs::write(&path, text.replace(find, replace)).expect("the edited file is written");
    }

    /// The text of a file of this copy.
    #[track_caller]
    pub(crate) fn read(&self, file: &str) -> String {
        let text = fs::read_to_string(self.root.join(file));
        text.unwrap_or_else(|error| panic!("cannot read {file}: {error}"))
    }
}

/// Where the fixture is kept.
pub(crate) fn fixture_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture")
}

/// All files at or below `folder`, by their path below it.
pub(crate) fn files_below(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).expect("below the folder");
            let name = name.to_string_lossy().replace('\\', "/");
            files.insert(
                name,
                fs::read(&path).expect("a file of the tests is readable"),
            );
        }
    }
    files
}

/// The fixture's own files: with the path of the real tools, and as if recorded by this compiler, since
/// a difference to another compiler's recording is no failure.
fn fixture() -> Files {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let tools = tools
        .canonicalize()
        .expect("the tools are beside this package");
    let tools = tools.to_string_lossy().replace('\\', "/");
    let (rustc, target) = catalog::rustc_version().expect("rustc is on the PATH");
    let mut files = files_below(&fixture_folder());
    for generated in ["target/", "book/", "Cargo.lock", ".gitignore"] {
        files.retain(|name, _| !name.starts_with(generated));
    }
    replace(&mut files, "Cargo.toml", "../../..", &tools);
    let recorded = "listings/one/one-first/recorded/heap.json";
    replace(&mut files, recorded, "1.95.0", &rustc);
    replace(&mut files, recorded, "x86_64-unknown-linux-gnu", &target);
    files
}

/// The crate by which exercises count, as the book has it.
fn budget() -> Files {
    let exercises = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../exercises");
    ["budget/Cargo.toml", "budget/src/lib.rs"]
        .map(|file| {
            let bytes = fs::read(exercises.join(file)).expect("the book has this crate");
            (format!("exercises/{file}"), bytes)
        })
        .into()
}

fn replace(files: &mut Files, file: &str, find: &str, with: &str) {
    let bytes = files.get_mut(file).expect("the fixture has this file");
    let text = String::from_utf8_lossy(bytes).replace(find, with);
    *bytes = text.into_bytes();
}

/// Brings `root` to exactly these files. A file that is as it should be keeps its time of change.
fn write_where_different(root: &Path, files: &Files) {
    for name in files_below(root)
        .keys()
        .filter(|name| !files.contains_key(*name))
    {
        fs::remove_file(root.join(name)).expect("a file of the last run is removed");
    }
    remove_empty_folders(root);
    for (name, bytes) in files {
        let path = root.join(name);
        if fs::read(&path).is_ok_and(|old| old == *bytes) {
            continue;
        }
        fs::create_dir_all(path.parent().expect("inside the root")).expect("a folder");
        fs::write(&path, bytes).expect("a file of the copy is written");
    }
}

fn remove_empty_folders(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            remove_empty_folders(&entry.path());
            // A folder that still has files stays.
            let _ = fs::remove_dir(entry.path());
        }
    }
}

fn in_the_shared_build_folder(command: &mut Command, root: &Path) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("..");
    command
        .env("CARGO_BUILD_BUILD_DIR", target.join("book-tests"))
        .env("CARGO_TARGET_DIR", root.join("target"))
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_TERM_COLOR", "never")
        .env("NO_COLOR", "1")
        .env_remove("RUST_BACKTRACE");
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("MDBOOK_")) {
        command.env_remove(name);
    }
}

/// The lock file of the fixture: the book's own, without what the fixture does not use. Cargo prunes it;
/// that is done once, since a lock file that changes under `cargo book test` empties its cache.
fn lock_file() -> Vec<u8> {
    static PRUNED: OnceLock<Vec<u8>> = OnceLock::new();
    PRUNED.get_or_init(pruned_lock_file).clone()
}

fn pruned_lock_file() -> Vec<u8> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let lock = fs::read(workspace.join("Cargo.lock")).expect("the book has a lock file");
    let mut files = fixture();
    files.retain(|name, _| !name.starts_with("src/"));
    let mut hasher = DefaultHasher::new();
    (&lock, &files).hash(&mut hasher);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("books-lock")
        .join(format!("{:016x}", hasher.finish()));
    let pruned = folder.join("Cargo.lock.pruned");
    if !pruned.exists() {
        files.insert("Cargo.lock".to_owned(), lock);
        prune(&folder, &files);
        fs::rename(folder.join("Cargo.lock"), &pruned).expect("the pruned lock file");
    }
    fs::read(pruned).expect("the pruned lock file")
}

fn prune(folder: &Path, files: &Files) {
    write_where_different(folder, files);
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .current_dir(folder)
        .args(["metadata", "--format-version=1", "--offline"]);
    in_the_shared_build_folder(&mut cargo, folder);
    let output = cargo.output().expect("cargo starts");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo metadata: {complaint}");
}
