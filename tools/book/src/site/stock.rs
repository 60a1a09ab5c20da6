//! What mdBook writes for its own theme; nothing of ours refers to it.

use anyhow::{Context, Result};
use std::path::Path;

const STOCK: [&str; 14] = [
    "css",
    "fonts",
    "theme",
    "toc.html",
    "toc-",
    "book-",
    "clipboard",
    "highlight",
    "tomorrow-night",
    "ayu-highlight",
    "elasticlunr",
    "mark-",
    "searcher-",
    "searchindex-",
];

/// Removes it from a folder of pages.
pub(super) fn remove(folder: &Path) -> Result<()> {
    for entry in folder.read_dir()?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !STOCK.iter().any(|stock| name.starts_with(stock)) {
            continue;
        }
        let path = entry.path();
        let is_chapter = path.join("index.html").is_file();
        match path.is_dir() {
            true if is_chapter => Ok(()),
            true => std::fs::remove_dir_all(&path),
            false => std::fs::remove_file(&path),
        }
        .with_context(|| format!("cannot remove {}", path.display()))?;
    }
    Ok(())
}
