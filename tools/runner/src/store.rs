//! What is kept below `target/runner/`: binaries by content, a work folder per listing, both bounded.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Binaries kept; each is about 0.1 MB where std is a shared object.
const BINARIES_KEPT: usize = 256;
/// Work folders kept; each holds 4 to 6 MB of incremental compilation.
const FOLDERS_KEPT: usize = 24;

/// A folder of its own for each compiler.
#[derive(Debug, Clone)]
pub(crate) struct Store {
    folder: PathBuf,
}

impl Store {
    /// Folders of other compilers are removed.
    pub(crate) fn open(base: &Path, key: &str) -> Result<Self> {
        let folder = base.join(key);
        let store = Self { folder };
        store.create()?;
        for entry in base.read_dir().into_iter().flatten().flatten() {
            if entry.file_name() != key {
                let _ = std::fs::remove_dir_all(entry.path());
            }
        }
        Ok(store)
    }

    /// Creates what is not there: somebody may delete `target/` while the server runs.
    pub(crate) fn create(&self) -> Result<()> {
        for folder in [self.binaries(), self.work()] {
            std::fs::create_dir_all(&folder)
                .with_context(|| format!("cannot create {}", folder.display()))?;
        }
        Ok(())
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    fn binaries(&self) -> PathBuf {
        self.folder.join("binaries")
    }

    fn work(&self) -> PathBuf {
        self.folder.join("work")
    }

    /// Where the binary of this content is, or would be.
    pub(crate) fn binary(&self, key: &str) -> PathBuf {
        self.binaries()
            .join(format!("{key}{}", std::env::consts::EXE_SUFFIX))
    }

    /// The binary if it is there; it is then among the last to be removed.
    pub(crate) fn known(&self, key: &str) -> Option<PathBuf> {
        let path = self.binary(key);
        let file = std::fs::File::open(&path).ok()?;
        let _ = file.set_modified(SystemTime::now());
        Some(path)
    }

    /// The work folder of a listing or of programs without one.
    pub(crate) fn work_folder(&self, name: &str) -> PathBuf {
        self.work().join(name)
    }

    /// Removes what was not used for longest, beyond the bounds.
    pub(crate) fn prune(&self, in_use: &str) {
        prune(&self.binaries(), BINARIES_KEPT, "");
        prune(&self.work(), FOLDERS_KEPT, in_use);
    }
}

fn prune(folder: &Path, kept: usize, in_use: &str) {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut found: Vec<(SystemTime, PathBuf)> = entries
        .filter(|entry| in_use.is_empty() || entry.file_name() != in_use)
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    found.sort();
    let surplus = found.len().saturating_sub(kept);
    for (_, path) in found.into_iter().take(surplus) {
        let _ = if path.is_dir() {
            std::fs::remove_dir_all(path)
        } else {
            std::fs::remove_file(path)
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_go_first_and_other_compilers_at_once() {
        let base = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(base.path().join("other")).expect("a folder");
        let store = Store::open(base.path(), "this").expect("a store");
        assert!(!base.path().join("other").exists());
        for number in 0..BINARIES_KEPT + 3 {
            let file = std::fs::File::create(store.binary(&number.to_string())).expect("a file");
            let time = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(number as u64);
            file.set_modified(time).expect("its time is set");
        }
        assert!(store.known("0").is_some());
        store.prune("");
        assert!(store.known("0").is_some() && store.known("1").is_none());
        let left = store.binaries().read_dir().expect("a folder").count();
        assert_eq!(left, BINARIES_KEPT);
    }
}
