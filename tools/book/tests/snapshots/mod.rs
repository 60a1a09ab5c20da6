//! What a case printed and wrote, against the files beside its `case.toml`.

use crate::scratch::Scratch;
use snapbox::{Assert, Data, Redactions};
use std::fs;
use std::path::{Path, PathBuf};

/// Compares with the files beside `case.toml`; `SNAPSHOTS=overwrite` writes them.
pub(crate) struct Snapshots {
    folder: PathBuf,
    assert: Assert,
}

impl Snapshots {
    pub(crate) fn new(folder: &Path, scratch: &Scratch) -> Self {
        let (rustc, target) = catalog::rustc_version().expect("rustc is on the PATH");
        let mut redactions = Redactions::new();
        let known = [
            ("[ROOT]", scratch.root.display().to_string()),
            ("[RUSTC]", rustc),
            ("[TARGET]", target),
        ];
        for (placeholder, value) in known {
            redactions
                .insert(placeholder, value)
                .expect("a placeholder in brackets");
        }
        let assert = Assert::new()
            .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
            .redact_with(redactions);
        Self {
            folder: folder.to_owned(),
            assert,
        }
    }

    /// A missing snapshot stands for an empty one.
    pub(crate) fn stream(&self, snapshot: &str, actual: &[u8]) -> Result<(), String> {
        let path = self.folder.join(snapshot);
        let actual = String::from_utf8_lossy(actual).into_owned();
        if !path.exists() {
            if actual.is_empty() {
                return Ok(());
            }
            let overwrite = std::env::var(snapbox::assert::DEFAULT_ACTION_ENV);
            if overwrite.is_ok_and(|action| action == "overwrite") {
                fs::write(&path, "").map_err(|error| error.to_string())?;
            } else {
                return Err(format!("there is no {snapshot} for:\n{actual}"));
            }
        }
        let expected = Data::read_from(&path, None);
        let name = snapshot.to_owned();
        self.assert
            .try_eq(Some(&name), Data::text(actual), expected)
            .map_err(|difference| difference.to_string())
    }
}
