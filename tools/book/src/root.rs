//! Where the book is: the nearest folder upwards that holds `book.toml` and `listings/`.

use crate::report::Failure;
use anyhow::{Context, anyhow};
use std::path::{Path, PathBuf};

/// The book's root, from the current folder.
pub(crate) fn find() -> Result<PathBuf, Failure> {
    let here = std::env::current_dir().context("cannot read the current folder")?;
    let root = here.ancestors().find(|folder| is_root(folder));
    root.map(Path::to_owned).ok_or_else(|| {
        anyhow!(
            "there is no book.toml in {} or above it: are you in the book's folder?",
            here.display()
        )
        .into()
    })
}

fn is_root(folder: &Path) -> bool {
    folder.join("book.toml").is_file() && folder.join("src").is_dir()
}
