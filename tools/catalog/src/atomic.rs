//! Writing a file so that it is always the old one or the new one, never half of either.

use anyhow::{Context, Result};
use std::io::Write;
use std::path::Path;

/// Writes beside the target and renames; creates the folder.
///
/// # Errors
/// When the folder cannot be created or written.
pub fn write_atomically(path: &Path, text: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let attempt = || -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(text)?;
        file.as_file().sync_all()?;
        set_default_permissions(file.as_file())?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    attempt().with_context(|| format!("cannot write {}", path.display()))
}

/// Temporary files are private to their owner; recorded files are read by everyone.
#[cfg(unix)]
fn set_default_permissions(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_default_permissions(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_the_old_file_and_nothing_else() {
        let dir = tempfile::tempdir().expect("a folder");
        let target = dir.path().join("heap.json");
        write_atomically(&target, b"old").expect("first write");
        std::fs::create_dir(dir.path().join("blocked")).expect("a folder");
        assert!(write_atomically(&dir.path().join("blocked"), b"new").is_err());
        assert_eq!(std::fs::read(&target).expect("still there"), b"old");
        let left: Vec<_> = std::fs::read_dir(dir.path())
            .expect("listing")
            .flatten()
            .collect();
        assert_eq!(left.len(), 2, "no temporary file is left behind: {left:?}");
    }
}
