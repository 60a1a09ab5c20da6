//! The way into the book: under the landing page's promise where to begin, and a map of the chapters.

use super::chapters::Chapter;
use super::pages::Pages;
use super::text::end_of_promise;
use crate::archive;
use maud::{Markup, PreEscaped, html};
use render::Language;
use std::collections::BTreeMap;

impl Pages<'_> {
    /// The landing page: under its promise the way in, and a map of the chapters before its first section.
    pub(super) fn landing(&self, html: &str, promises: &BTreeMap<&str, String>) -> String {
        let Some(at) = end_of_promise(html) else {
            return html.to_owned();
        };
        let (begin, resume, offline) = match self.language {
            Language::Ko => ("1장부터 읽기", "읽던 곳으로", "내려받아 읽기:"),
            Language::En => (
                "Begin with chapter 1",
                "Where you left off",
                "To take along:",
            ),
        };
        let first = self
            .contents
            .chapters
            .iter()
            .find(|chapter| chapter.number.is_some());
        let start = html! {
            @if let Some(first) = first {
                p.start {
                    a href=(first.path) { (begin) }
                    a href=(first.path) data-resume hidden { (resume) }
                }
                p.downloads { (offline) " " a href=(format!("../{}", archive::NAME)) download { "ZIP" } }
            }
        };
        let (head, rest) = html.split_at(at);
        let first_section = rest.find("<h2").unwrap_or(rest.len());
        let (opening, sections) = rest.split_at(first_section);
        let map = self.map(promises).into_string();
        format!("{head}{}{opening}{map}{sections}", start.into_string())
    }

    pub(super) fn map(&self, promises: &BTreeMap<&str, String>) -> Markup {
        let label = match self.language {
            Language::Ko => "장",
            Language::En => "Chapters",
        };
        html! {
            nav.map aria-label=(label) {
                @for (part, title) in self.contents.parts.iter().enumerate() {
                    section {
                        h2 { (title) }
                        ol {
                            @for chapter in self.contents.groups(part).filter_map(<[Chapter]>::first) {
                                li { (entry(chapter, &promises[chapter.path.as_str()])) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A chapter on the landing page, with what it promises.
fn entry(chapter: &Chapter, promise: &str) -> Markup {
    html! {
        a href=(chapter.path) {
            @if let Some(number) = &chapter.number { span.n { (number) } }
            b { (chapter.name) }
            span { (PreEscaped(promise)) }
        }
    }
}
