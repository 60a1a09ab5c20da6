//! A page's directives replaced, its problems collected.

use crate::directive::{Directive, Selector, directives, unclosed};
use crate::height;
use crate::markup::Outline;
use crate::page::{Fault, Session};
use crate::parts;
use crate::parts::replay::StepLink;
use crate::{Language, Stash};
use catalog::{Catalog, Diagnostic};
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// A page to render.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// Its language.
    pub language: Language,
    /// Its file, relative to the book's root: `src/en/first-profile/README.md`.
    pub path: PathBuf,
    /// Its Markdown.
    pub text: &'a str,
    /// Its chapter number, `1` or `1.2`; none for a preface.
    pub number: Option<String>,
}

/// A rendered page.
#[derive(Debug)]
pub struct Rendered {
    /// Markdown with the directives replaced.
    pub text: String,
    /// What is wrong with the page.
    pub problems: Vec<Diagnostic>,
    /// The quizzes, exercises and widgets on it, by name.
    pub placed: BTreeSet<String>,
}

/// Renders pages from a catalog.
#[derive(Debug)]
pub struct Renderer<'a> {
    /// The listings.
    pub catalog: &'a Catalog,
    /// Recorded files are copied beside the pages, so pages may link to them.
    pub raw_links: bool,
    /// The archive with the whole site, at the site's root; none where there is no such file.
    pub offline: Option<String>,
    /// Where the book's repository is on the web, for links to edit a page or report an error.
    pub repository: Option<String>,
    /// Takes what mdBook need not parse; without it the page is whole.
    pub stash: Option<Arc<Stash>>,
}

impl<'a> Renderer<'a> {
    /// The page for the HTML renderer.
    pub fn html(&self, page: &Page) -> Rendered {
        let outline = Outline::of(page.text);
        let found = directives(page.text, &outline.opaque());
        let mut session = Session::new(self.catalog, page, self.raw_links);
        session.sources = parts::sources::numbered(&found);
        let links = parts::replay::links(page.text, &outline.opaque());
        let anchor = |link: &StepLink| format!("{}:{}", link.timeline, link.step);
        session.linked = links.iter().map(anchor).collect();
        let mut problems = printed_directives(page, &outline);
        let mut replacements: Vec<(Range<usize>, String)> = Vec::new();
        for directive in &found {
            match session.render(directive) {
                Ok(html) => {
                    let html = self.kept(height::noted(&html));
                    replacements.push((directive.range.clone(), html));
                }
                Err(fault) => problems.extend(located(page, directive, fault)),
            }
        }
        for fence in outline.fences.iter().filter(|fence| !fence.is_callout()) {
            replacements.push((fence.range.clone(), self.kept(parts::fence::html(fence))));
        }
        for link in links {
            let checked = parts::replay::check(&link, &session.timelines);
            problems.extend(checked.err().map(|fault| here(page, link.range, fault)));
        }
        for citation in parts::sources::citations(page.text, &outline) {
            match session.cite(&citation) {
                Ok(html) => replacements.push((citation.range, html)),
                Err(fault) => problems.push(here(page, citation.range, fault)),
            }
        }
        replacements.extend(parts::head::facts(&session, &outline, &found));
        // mdBook renames the page and leaves links to it as they are.
        let readmes = outline.readmes.iter();
        replacements.extend(readmes.map(|range| (range.clone(), "index.md".to_owned())));
        Rendered {
            text: splice(page.text, replacements) + &self.below(&session),
            problems,
            placed: session.placed,
        }
    }

    /// What stands under the text of a page.
    fn below(&self, session: &Session) -> String {
        let foot = parts::foot::html(
            session.page,
            self.repository.as_deref(),
            self.offline.as_deref(),
        );
        foot + &parts::scripts::html(session)
    }

    fn kept(&self, html: String) -> String {
        match &self.stash {
            Some(stash) => stash.keep(&html),
            None => html,
        }
    }

    /// The page for `mdbook test`: each std-only listing as one whole Rust block, nothing else.
    pub fn test(&self, page: &Page) -> Rendered {
        let outline = Outline::of(page.text);
        let found = directives(page.text, &outline.opaque());
        let mut seen = BTreeSet::new();
        let replacements = found.iter().map(|directive| {
            let listing = Selector::parse(directive.argument).listing;
            let first = directive.name == "listing" && seen.insert(listing);
            let block = first
                .then(|| parts::doctest::block(self.catalog, listing))
                .flatten();
            (directive.range.clone(), block.unwrap_or_default())
        });
        let replacements = replacements.collect();
        Rendered {
            text: splice(page.text, replacements),
            problems: Vec::new(),
            placed: BTreeSet::new(),
        }
    }
}

/// What begins like a directive and would be printed as it stands.
fn printed_directives(page: &Page, outline: &Outline) -> Vec<Diagnostic> {
    let found = unclosed(page.text, &outline.opaque()).into_iter();
    found
        .map(|range| {
            Diagnostic::at(&page.path, page.text, range, "this directive is not closed").help(
                r#"write it on one line, as in '{{#timeline listing "Caption."}}'; '\{{#' prints it"#,
            )
        })
        .collect()
}

/// Places a fault; what a misspelt name was meant to be is part of the help.
fn located(page: &Page, directive: &Directive, fault: Fault) -> Vec<Diagnostic> {
    match fault {
        Fault::There(problems) => problems,
        fault @ Fault::Here(..) => vec![here(page, directive.range.clone(), fault)],
    }
}

fn here(page: &Page, range: Range<usize>, fault: Fault) -> Diagnostic {
    match fault {
        Fault::Here(message, help) => Diagnostic {
            help,
            ..Diagnostic::at(&page.path, page.text, range, message)
        },
        Fault::There(mut problems) => problems
            .pop()
            .unwrap_or_else(|| Diagnostic::file(&page.path, "unknown problem")),
    }
}

/// Replaces the ranges, which must not overlap; the rest is copied byte for byte.
pub(crate) fn splice(text: &str, mut replacements: Vec<(Range<usize>, String)>) -> String {
    replacements.sort_by_key(|(range, _)| range.start);
    let mut spliced = String::with_capacity(text.len());
    let mut copied = 0;
    for (range, replacement) in replacements {
        spliced.push_str(&text[copied..range.start]);
        spliced.push_str(&replacement);
        copied = range.end;
    }
    spliced.push_str(&text[copied..]);
    spliced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splicing_copies_the_rest_byte_for_byte() {
        let text = "가나 {{#x}} 다라";
        let start = text.find("{{").expect("a directive");
        assert_eq!(
            splice(text, vec![(start..start + 6, "!".into())]),
            "가나 ! 다라"
        );
        assert_eq!(splice(text, Vec::new()), text);
    }
}
