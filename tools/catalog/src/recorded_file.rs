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

/// What every recorded report says of itself.
pub(crate) trait Report: DeserializeOwned {
    /// The schema of its writer, and the listing it belongs to.
    fn label(&self) -> (u32, &str);
}

impl Kind<'_> {
    /// Reads the file as `T`; it must be of this schema and belong to the listing.
    pub(crate) fn read<T: Report>(&self, root: &Path, listing: &str) -> Result<T, Diagnostic> {
        let text = std::fs::read_to_string(root.join(self.path)).map_err(|error| {
            let message = match error.kind() {
                std::io::ErrorKind::NotFound => {
                    format!("listing '{listing}' has no recorded {}", self.what)
                }
                _ => format!("cannot read this file: {error}"),
            };
            Diagnostic::file(self.path, message).help(self.again.clone())
        })?;
        let value: T = match serde_json::from_str(&text) {
            Ok(value) => value,
            Err(error) => {
                // A newer schema is named as such, before anything in it can look malformed.
                if let Ok(version) = serde_json::from_str::<Version>(&text) {
                    self.check_schema(&text, version.schema)?;
                }
                return Err(self.malformed(&text, &error).help(self.again.clone()));
            }
        };
        let (schema, owner) = value.label();
        self.check_schema(&text, schema)?;
        if owner != listing {
            let at = text.find(owner).unwrap_or(0);
            let message = format!("this is the report of listing '{owner}'");
            let problem = Diagnostic::at(self.path, &text, at..at + owner.len(), message);
            return Err(problem.help(self.again.clone()));
        }
        Ok(value)
    }

    fn check_schema(&self, text: &str, schema: u32) -> Result<(), Diagnostic> {
        if schema <= self.schema {
            return Ok(());
        }
        let at = text.find("\"schema\"").unwrap_or(0);
        let message = format!(
            "schema {schema} is newer than this version of the book reads ({})",
            self.schema
        );
        Err(Diagnostic::at(self.path, text, at..at + 8, message)
            .help("update your checkout of the book's tools"))
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
