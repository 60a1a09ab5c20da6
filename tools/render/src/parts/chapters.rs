//! The chapters of the book, for the parts of a page that speak of all of them.

use crate::page::Session;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Chapters with what belongs to each, as the table of contents lists them; what it does not list comes last.
pub(crate) fn in_reading_order<T>(
    session: &Session,
    chapters: BTreeMap<String, T>,
) -> Vec<(String, T)> {
    let summary = std::fs::read_to_string(folder(session).join("SUMMARY.md")).unwrap_or_default();
    let place = |name: &str| summary.find(&format!("({name}/README.md)"));
    let mut chapters: Vec<_> = chapters.into_iter().collect();
    chapters.sort_by_key(|(name, _)| place(name).unwrap_or(usize::MAX));
    chapters
}

/// The first heading of the chapter's page, or its folder's name.
pub(crate) fn title(session: &Session, chapter: &str) -> String {
    let page = folder(session).join(chapter).join("README.md");
    let text = std::fs::read_to_string(page).unwrap_or_default();
    let heading = text.lines().find_map(|line| line.strip_prefix("# "));
    let title = heading.and_then(|heading| heading.split(" {#").next());
    title.unwrap_or(chapter).replace('`', "")
}

/// The chapter of a name such as `leaks/worker-pool`.
pub(crate) fn of(name: &str) -> &str {
    name.split('/').next().unwrap_or_default()
}

/// The Markdown of the page's language.
pub(crate) fn folder(session: &Session) -> PathBuf {
    let code = session.page.language.code();
    session.catalog.root.join("src").join(code)
}
