//! What all recorded JSON files have in common: a schema, a listing, and errors that name the line.

use crate::Diagnostic;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::path::Path;

/// A kind of recorded file.
pub(crate) struct Kind<'a> {
    /// The file, relative to the book's root.
    pub(crate) path: &'a Path,
    /// The newest schema that this version reads.
    pub(crate) schema: u32,
    /// What to do about a file that is missing or malformed: `run '…'`.
    pub(crate) again: String,
    /// What the file holds, for the message that it is missing.
    pub(crate) what: String,
}

#[derive(Deserialize)]
struct Version {
    schema: u32,
}

#[derive(Deserialize)]
struct Owner {
    listing: String,
}

impl Kind<'_> {
    /// Reads the file as `T`; it must be of this schema and belong to the listing.
    pub(crate) fn read<T: DeserializeOwned>(
        &self,
        root: &Path,
        listing: &str,
    ) -> Result<T, Diagnostic> {
        let text = std::fs::read_to_string(root.join(self.path)).map_err(|error| {
            let message = match error.kind() {
                std::io::ErrorKind::NotFound => {
                    format!("listing '{listing}' has no recorded {}", self.what)
                }
                _ => format!("cannot read this file: {error}"),
            };
            Diagnostic::file(self.path, message).help(self.again.clone())
        })?;
        self.check_schema(&text)?;
        let value: T = serde_json::from_str(&text)
            .map_err(|error| self.malformed(&text, &error).help(self.again.clone()))?;
        self.check_owner(&text, listing)?;
        Ok(value)
    }

    /// A newer schema is named as such, before anything in it can look malformed.
    fn check_schema(&self, text: &str) -> Result<(), Diagnostic> {
        match serde_json::from_str::<Version>(text) {
            Ok(version) if version.schema > self.schema => {
                let at = text.find("\"schema\"").unwrap_or(0);
                let message = format!(
                    "schema {} is newer than this version of the book reads ({})",
                    version.schema, self.schema
                );
                Err(Diagnostic::at(self.path, text, at..at + 8, message)
                    .help("update your checkout of the book's tools"))
            }
            _ => Ok(()),
        }
    }

    fn check_owner(&self, text: &str, listing: &str) -> Result<(), Diagnostic> {
        match serde_json::from_str::<Owner>(text) {
            Ok(owner) if owner.listing != listing => {
                let at = text.find(&owner.listing).unwrap_or(0);
                let message = format!("this is the report of listing '{}'", owner.listing);
                let end = at + owner.listing.len();
                Err(Diagnostic::at(self.path, text, at..end, message).help(self.again.clone()))
            }
            _ => Ok(()),
        }
    }

    fn malformed(&self, text: &str, error: &serde_json::Error) -> Diagnostic {
        let line_start: usize = text
            .split_inclusive('\n')
            .take(error.line().saturating_sub(1))
            .map(str::len)
            .sum();
        let at = line_start + error.column().saturating_sub(1);
        let what = if error.is_eof() {
            "this file is cut short"
        } else {
            "this file is malformed"
        };
        Diagnostic::at(self.path, text, at..at + 1, format!("{what}: {error}"))
    }
}
