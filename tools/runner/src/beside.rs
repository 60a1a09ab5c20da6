//! What code is compiled with: the other files of its listing or exercise, and their dependencies.

use crate::runner::Runner;
use crate::toolchain::hash;
use anyhow::{Context, Result};
use catalog::Listing;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

/// Names and files for rustc's `--extern`.
pub(crate) type Libraries = Vec<(String, PathBuf)>;

/// What a listing or an exercise is compiled with, beside its `src/lib.rs`.
#[derive(Default)]
pub(crate) struct Beside {
    pub(crate) libraries: Libraries,
    /// Relative to the work folder.
    pub(crate) files: Vec<(PathBuf, Vec<u8>)>,
}

impl Beside {
    /// Changes with every file of it: a binary from before is then not the code any more.
    pub(crate) fn hash(&self) -> String {
        let mut parts = Vec::new();
        for (name, text) in &self.files {
            let name = name.as_os_str().as_encoded_bytes();
            parts.extend([name.to_vec(), text.clone()]);
        }
        for (_, path) in &self.libraries {
            // Cargo writes a library under the same name again; its time says that it is another one.
            let modified = path.metadata().and_then(|data| data.modified()).ok();
            parts.push(format!("{} {modified:?}", path.display()).into_bytes());
        }
        hash(parts.iter().map(Vec::as_slice))
    }

    /// Puts the files into the work folder, beside where the edited `lib.rs` goes.
    pub(crate) fn lay_out(&self, folder: &Path) -> Result<()> {
        let sources = self.files.iter().filter_map(|(name, _)| name.parent());
        for below in std::iter::once(Path::new("src")).chain(sources) {
            let below = folder.join(below);
            std::fs::create_dir_all(&below)
                .with_context(|| format!("cannot create {}", below.display()))?;
        }
        for (name, text) in &self.files {
            let path = folder.join(name);
            std::fs::write(&path, text)
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }
}

impl Runner {
    /// A listing's other source files, and its own dependencies, built by Cargo the first time.
    pub(crate) fn beside(&self, listing: &Listing) -> Result<Beside> {
        let libraries = if listing.std_only {
            Libraries::new()
        } else {
            self.libraries(&listing.name)?
        };
        let src = self.settings.root.join(listing.path("src"));
        let entries = src
            .read_dir()
            .with_context(|| format!("cannot read {}", src.display()))?;
        let mut files = Vec::new();
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = path.file_name().unwrap_or_default();
            if name != "lib.rs" && name != "main.rs" && path.is_file() {
                let text = std::fs::read(&path)
                    .with_context(|| format!("cannot read {}", path.display()))?;
                files.push((Path::new("src").join(name), text));
            }
        }
        files.sort();
        Ok(Beside { libraries, files })
    }

    fn libraries(&self, listing: &str) -> Result<Libraries> {
        let mut known = self
            .dependencies
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let found = known.get(listing);
        if let Some(found) = found.filter(|found| found.iter().all(|(_, path)| path.exists())) {
            return Ok(found.clone());
        }
        let found = crate::dependencies::build(&self.settings.root, listing)?;
        known.insert(listing.to_owned(), found.clone());
        Ok(found)
    }
}
