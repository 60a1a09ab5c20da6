//! What a listing's settings say to the tools for memory errors: leaks on purpose, and tools left out.

use crate::{Diagnostic, Settings};
use serde::Deserialize;
use std::path::Path;

/// A tool of `ci/sanitizers.sh` that finds memory errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sanitizer {
    /// AddressSanitizer with LeakSanitizer.
    Asan,
    /// Valgrind's memcheck.
    Memcheck,
}

/// A leak is expected of a function of this listing, and whatever is left out has a reason.
pub(crate) fn check(
    path: &Path,
    text: &str,
    package: &str,
    settings: &Settings,
) -> Result<(), Diagnostic> {
    let at = |key: &str, message: String, help: String| {
        let start = text.find(key).unwrap_or(0);
        Diagnostic::at(path, text, start..start + key.len(), message).help(help)
    };
    let write_it = "write the reason as the value".to_owned();
    let library = format!("{}::", package.replace('-', "_"));
    for (function, reason) in &settings.leaks {
        if !function.starts_with(&library) {
            let message = format!("'{function}' is no function of this listing");
            let help = format!("name the function that leaks by its path: \"{library}…\"");
            return Err(at(function, message, help));
        }
        if reason.trim().is_empty() {
            let message = format!("nothing says why '{function}' may leak");
            return Err(at(function, message, write_it));
        }
    }
    let mut reasons = settings.unsanitized.values();
    if reasons.any(|reason| reason.trim().is_empty()) {
        let message = "nothing says why a tool does not run this listing".to_owned();
        return Err(at("unsanitized", message, write_it));
    }
    Ok(())
}
