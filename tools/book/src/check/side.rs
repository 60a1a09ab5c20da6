//! The pages of one language, each by itself.

use super::pages::{Pages, SUMMARY, page, texts};
use catalog::{Catalog, Diagnostic, Glossary};
use render::{Language, Page, Renderer, check_page, check_words};
use std::collections::BTreeSet;

/// What the pages of one language show.
#[derive(Default)]
pub(super) struct Side {
    pub(super) problems: Vec<Diagnostic>,
    /// A line per page: its facts and figures.
    pub(super) lines: Vec<String>,
    /// Quizzes, exercises and widgets that a page shows.
    pub(super) placed: BTreeSet<String>,
}

impl Side {
    /// Checks each page of a language by itself, and that all its directives can be resolved.
    pub(super) fn of(
        catalog: &Catalog,
        glossary: &Glossary,
        language: Language,
        pages: &Pages,
    ) -> Self {
        let mut side = Self::default();
        let renderer = Renderer {
            catalog,
            raw_links: true,
            offline: None,
            repository: None,
            stash: None,
        };
        if let Some(Some(summary)) = pages.get(SUMMARY) {
            let page = page(language, SUMMARY, summary);
            side.problems.extend(check_words(&page, glossary));
        }
        for (name, text) in texts(pages) {
            side.take(&renderer, glossary, &page(language, name, text));
        }
        side
    }

    fn take(&mut self, renderer: &Renderer, glossary: &Glossary, page: &Page) {
        let (stats, found) = check_page(page);
        self.problems.extend(found);
        self.problems.extend(check_words(page, glossary));
        let rendered = renderer.html(page);
        self.problems.extend(rendered.problems);
        self.placed.extend(rendered.placed);
        self.lines.push(format!(
            "{}: {} cited facts, {} measured figures",
            page.path.display(),
            stats.facts,
            stats.figures
        ));
    }

    /// This language and then the other.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.problems.extend(other.problems);
        self.lines.extend(other.lines);
        self.placed.extend(other.placed);
        self
    }
}
