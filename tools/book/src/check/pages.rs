//! The Markdown of the pages, as far as it can be read.

use crate::built::{below, files_below};
use catalog::Diagnostic;
use render::{Language, Page};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The pages of one language: path below `src/<language>/` → text, none where it cannot be read.
pub(super) type Pages = BTreeMap<String, Option<String>>;

/// The table of contents, which is no page.
pub(super) const SUMMARY: &str = "SUMMARY.md";

/// The readable pages, by name.
pub(super) fn texts(pages: &Pages) -> impl Iterator<Item = (&str, &str)> {
    let pages = pages.iter().filter(|(name, _)| *name != SUMMARY);
    pages.filter_map(|(name, text)| Some((name.as_str(), text.as_deref()?)))
}

/// A page as the checks want it.
pub(super) fn page<'a>(language: Language, name: &str, text: &'a str) -> Page<'a> {
    Page {
        language,
        path: path(language, name),
        text,
        number: None,
    }
}

/// Where a page is, relative to the book's root.
pub(super) fn path(language: Language, name: &str) -> PathBuf {
    Path::new("src").join(language.code()).join(name)
}

/// Reads the pages of a language; what cannot be read is a problem.
pub(super) fn read(root: &Path, language: Language, problems: &mut Vec<Diagnostic>) -> Pages {
    let top = root.join("src").join(language.code());
    let files = files_below(&top).into_iter();
    let markdown = files.filter(|file| file.extension().is_some_and(|it| it == "md"));
    let pages = markdown.map(|file| {
        let name = below(&top, &file);
        let text = text(&file, &path(language, &name));
        (name, text.map_err(|problem| problems.push(problem)).ok())
    });
    pages.collect()
}

fn text(file: &Path, shown: &Path) -> Result<String, Diagnostic> {
    let bytes = std::fs::read(file).map_err(|error| {
        Diagnostic::file(shown, format!("cannot read this file: {error}"))
            .help("make it readable, or delete it")
    })?;
    String::from_utf8(bytes).map_err(|error| not_utf8(shown, error))
}

fn not_utf8(path: &Path, error: std::string::FromUtf8Error) -> Diagnostic {
    let at = error.utf8_error().valid_up_to();
    let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
    Diagnostic::at(
        path,
        &text,
        at..at + 1,
        "this page is not UTF-8 from here on",
    )
    .help("save it as UTF-8, or remove the bytes")
}
