//! Reads `benches/claims.toml`.

use super::Claim;
use crate::{Diagnostic, Listing};
use serde::Deserialize;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The claims of one listing, as written.
#[derive(Debug)]
pub(crate) struct ClaimsFile {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    pub(crate) claims: Vec<Claim>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    claim: Vec<Claim>,
}

impl ClaimsFile {
    /// Reads `benches/claims.toml`; a listing without it claims nothing.
    pub(crate) fn read(root: &Path, listing: &Listing) -> Result<Self, Diagnostic> {
        let path = listing.path("benches/claims.toml");
        let text = match std::fs::read_to_string(root.join(&path)) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            Err(error) => {
                let problem = Diagnostic::file(&path, format!("cannot read this file: {error}"));
                return Err(problem.help("make it readable, as UTF-8"));
            }
        };
        let file: File = toml::from_str(&text).map_err(|error| {
            let message = error.message().lines().next().unwrap_or_default();
            Diagnostic::at(&path, &text, error.span().unwrap_or(0..0), message)
                .help("the keys of a claim are listed in CONTRIBUTING.md")
        })?;
        let claims = file.claim;
        let file = Self { path, text, claims };
        file.claims.iter().try_for_each(|claim| file.check(claim))?;
        Ok(file)
    }

    fn check(&self, claim: &Claim) -> Result<(), Diagnostic> {
        if claim.factor() > 0.0 && claim.factor().is_finite() {
            return Ok(());
        }
        let message = "the factor is not a positive number";
        let problem = Diagnostic::at(&self.path, &self.text, claim.factor.span(), message);
        Err(problem.help("write how many times the right side the left side is, as in 1.3"))
    }
}
