//! `book.toml` as TOML: mdBook reads it, and would not say where it is wrong.

use crate::Diagnostic;
use std::path::Path;

/// What is wrong with `book.toml` as TOML; mdBook would not say in which file it is.
pub fn check_book_toml(root: &Path) -> Option<Diagnostic> {
    let path = Path::new("book.toml");
    let text = match std::fs::read_to_string(root.join(path)) {
        Ok(text) => text,
        Err(error) => {
            let problem = Diagnostic::file(path, format!("cannot read this file: {error}"));
            return Some(problem.help("make it readable, as UTF-8"));
        }
    };
    let error = text.parse::<toml::Table>().err()?;
    let range = error.span().unwrap_or(0..0);
    let problem = Diagnostic::at(path, &text, range, error.message().replace('\n', ", "));
    Some(problem.help("the file is TOML: https://toml.io"))
}
