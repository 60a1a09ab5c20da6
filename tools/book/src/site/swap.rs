//! A site is built in a folder of its own, which then takes the place of the old one: readers never see half of it.

use crate::Outcome;
use crate::report::Failure;
use anyhow::Context;
use render::Language;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;

/// Begins the names of the folders that a build works in.
const WORKING: &str = ".cargo-book-";

pub(super) fn beside(parent: &Path) -> anyhow::Result<TempDir> {
    let folder = tempfile::Builder::new().prefix(WORKING).tempdir_in(parent);
    folder.with_context(|| writable(parent))
}

/// A build that is killed leaves its folder behind. One that is an hour old is nobody's any more.
pub(super) fn remove_leftovers(parent: &Path) {
    for entry in parent.read_dir().into_iter().flatten().flatten() {
        let changed = entry.metadata().and_then(|data| data.modified()).ok();
        let age = changed.and_then(|time| time.elapsed().ok());
        let is_working = entry.file_name().to_string_lossy().starts_with(WORKING);
        if is_working && age.is_some_and(|age| age > Duration::from_secs(3600)) {
            // In the way of nothing: the next build tries again.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

pub(super) fn writable(folder: &Path) -> String {
    format!(
        "cannot write to {}: is it writable? (--dest names another folder)",
        folder.display()
    )
}

/// Only a built book or an empty folder is replaced: `--dest` may name something else by mistake.
pub(super) fn replaceable(dest: &Path) -> Outcome {
    let is_empty = || {
        dest.read_dir()
            .is_ok_and(|mut files| files.next().is_none())
    };
    let is_book = || {
        let mut codes = Language::ALL.iter().map(|language| language.code());
        codes.all(|code| dest.join(code).join("index.html").is_file())
    };
    if !dest.exists() || is_empty() || is_book() {
        return Ok(());
    }
    let message = format!(
        "{} is not a built book: choose another --dest",
        dest.display()
    );
    Err(Failure::Usage(message))
}

/// Puts the fresh folder where the old one was.
pub(super) fn swap(fresh: &Path, dest: &Path) -> Outcome {
    let parent = dest.parent().unwrap_or(Path::new("."));
    let aside = beside(parent)?;
    open_to_readers(fresh)?;
    exchange(fresh, dest, &aside.path().join("old")).with_context(|| writable(dest))?;
    Ok(())
}

/// Moves `dest` aside first, so that a reader never sees half a site, and back when the other fails.
fn exchange(fresh: &Path, dest: &Path, aside: &Path) -> std::io::Result<()> {
    let existed = dest.exists();
    if existed {
        std::fs::rename(dest, aside)?;
    }
    std::fs::rename(fresh, dest).inspect_err(|_| {
        if existed {
            // The first error is the one to report.
            let _ = std::fs::rename(aside, dest);
        }
    })
}

/// Temporary folders are private; a site is not.
#[cfg(unix)]
fn open_to_readers(folder: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755))
        .with_context(|| writable(folder))
}

#[cfg(not(unix))]
fn open_to_readers(_: &Path) -> anyhow::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_site_comes_back_when_the_new_one_cannot_be_moved() {
        let folder = tempfile::tempdir().expect("a folder");
        let dest = folder.path().join("book");
        std::fs::create_dir(&dest).expect("the old site");
        std::fs::write(dest.join("index.html"), "old").expect("its page");
        let missing = folder.path().join("no-such-folder");
        let error = exchange(&missing, &dest, &folder.path().join("aside"));
        assert!(error.is_err());
        let page = std::fs::read_to_string(dest.join("index.html"));
        assert_eq!(page.expect("its page"), "old");
    }

    #[cfg(unix)]
    #[test]
    fn folders_of_killed_builds_are_removed_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let long_ago = std::time::SystemTime::now() - Duration::from_secs(7200);
        for (name, time) in [(".cargo-book-a", long_ago), (".book-notes", long_ago)] {
            std::fs::create_dir(folder.path().join(name)).expect("a folder");
            let opened = std::fs::File::open(folder.path().join(name)).expect("a folder");
            opened.set_modified(time).expect("its time is set");
        }
        let working = beside(folder.path()).expect("a folder");
        remove_leftovers(folder.path());
        assert!(!folder.path().join(".cargo-book-a").exists());
        assert!(folder.path().join(".book-notes").exists() && working.path().exists());
    }
}
