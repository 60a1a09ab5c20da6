//! One page: its directives replaced, its problems collected.

use crate::directive::{Directive, Selector, directives, unclosed};
use crate::markup::Outline;
use crate::parts;
use crate::parts::replay::StepLink;
use crate::{Language, Stash};
use catalog::{CaseReport, Catalog, Diagnostic, HeapMode, HeapReport, Listing, nearest};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
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

/// Why a directive cannot be rendered.
pub(crate) enum Fault {
    /// The directive itself is at fault.
    Here(String, Option<String>),
    /// The files it points at are.
    There(Vec<Diagnostic>),
}

impl Fault {
    pub(crate) fn here(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Here(message.into(), Some(help.into()))
    }
}

impl From<Diagnostic> for Fault {
    fn from(problem: Diagnostic) -> Self {
        Self::There(vec![problem])
    }
}

/// The state of one page's rendering.
pub(crate) struct Session<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) page: &'a Page<'a>,
    pub(crate) raw_links: bool,
    /// Figures numbered so far.
    pub(crate) figures: usize,
    /// Listings whose output and totals were shown already.
    pub(crate) shown: BTreeSet<String>,
    /// Keys of the page's sources list, numbered from 1.
    pub(crate) sources: BTreeMap<String, usize>,
    /// Quizzes, exercises and widgets shown so far.
    pub(crate) placed: BTreeSet<String>,
    /// Scripts that the page needs, `quiz.js`.
    pub(crate) scripts: BTreeSet<&'static str>,
    /// Timelines shown so far, each with its number of events.
    pub(crate) timelines: BTreeMap<String, usize>,
    /// Steps that the prose links to.
    pub(crate) linked: BTreeSet<String>,
    /// Questions numbered so far.
    pub(crate) questions: usize,
}

const NAMES: [&str; 15] = [
    "listing", "output", "heap", "layout", "bench", "timeline", "go", "appendix", "source",
    "needs", "quiz", "exercise", "predict", "progress", "widget",
];

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
                Ok(html) => replacements.push((directive.range.clone(), self.kept(html))),
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
        let mut text = splice(page.text, replacements);
        text.push_str(&parts::foot::html(
            page,
            self.repository.as_deref(),
            self.offline.as_deref(),
        ));
        text.push_str(&parts::scripts::html(&session));
        Rendered {
            text,
            problems,
            placed: session.placed,
        }
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

impl<'a> Session<'a> {
    pub(crate) fn new(catalog: &'a Catalog, page: &'a Page<'a>, raw_links: bool) -> Self {
        Self {
            catalog,
            page,
            raw_links,
            figures: 0,
            shown: BTreeSet::new(),
            sources: BTreeMap::new(),
            placed: BTreeSet::new(),
            scripts: BTreeSet::new(),
            timelines: BTreeMap::new(),
            linked: BTreeSet::new(),
            questions: 0,
        }
    }

    pub(crate) fn render(&mut self, directive: &Directive) -> Result<String, Fault> {
        let argument = directive.argument;
        takes(directive)?;
        match directive.name {
            "listing" => parts::listing::html(self, argument),
            "output" => parts::output::html(self, argument),
            "heap" => parts::number::heap(self, argument),
            "layout" => parts::layout::html(self, argument, directive.caption),
            "bench" => parts::bench::html(self, argument, directive.caption),
            "timeline" => parts::timeline::html(self, argument, directive.caption),
            "go" => parts::go::html(self, argument),
            "appendix" => parts::appendix::html(self, argument),
            "source" => parts::sources::item(self, argument),
            "needs" => parts::head::needs(self, argument),
            "quiz" => parts::quiz::html(self, argument),
            "exercise" => parts::exercise::html(self, argument),
            "progress" => parts::progress::html(self),
            "widget" => parts::widget::html(self, argument),
            "predict" => parts::predict::html(self, argument, directive.caption),
            unknown => {
                let near = nearest(unknown, NAMES.into_iter());
                let help = match near {
                    Some(near) => format!("did you mean '{{{{#{near} …}}}}'?"),
                    None => "the directives are listed in CONTRIBUTING.md".to_owned(),
                };
                Err(Fault::here(
                    format!("there is no directive '{unknown}'"),
                    help,
                ))
            }
        }
    }

    pub(crate) fn listing(&self, name: &str) -> Result<&'a Listing, Fault> {
        if self.catalog.malformed.contains(name) {
            // What is wrong with its manifest is reported there, once.
            return Err(Fault::There(Vec::new()));
        }
        self.catalog
            .find(name)
            .map_err(|help| Fault::here(format!("there is no listing '{name}'"), help))
    }

    /// The recorded heap report; that it is missing is the page's problem, that it is malformed its own.
    pub(crate) fn heap(&self, listing: &Listing) -> Result<Arc<HeapReport>, Fault> {
        if listing.settings.heap == HeapMode::None {
            return Err(Fault::here(
                format!(
                    "listing '{}' has no heap report (heap = \"none\")",
                    listing.name
                ),
                format!(
                    "name another, or mend {}",
                    listing.path("Cargo.toml").display()
                ),
            ));
        }
        if !self.catalog.root.join(listing.heap_path()).exists() {
            return Err(Fault::here(
                format!("listing '{}' has no recorded heap report", listing.name),
                format!("run 'cargo book record {}'", listing.name),
            ));
        }
        Ok(self.catalog.heap(listing)?)
    }

    pub(crate) fn number_of_figure(&mut self) -> String {
        self.figures += 1;
        match &self.page.number {
            Some(chapter) => format!("{chapter}.{}", self.figures),
            None => self.figures.to_string(),
        }
    }

    /// The folder under `src/<language>/` that the page is in; empty for the preface.
    pub(crate) fn chapter(&self) -> &str {
        let folder = self
            .page
            .path
            .parent()
            .and_then(Path::file_name)
            .unwrap_or_default();
        let chapter = folder.to_str().unwrap_or_default();
        if chapter == self.page.language.code() {
            ""
        } else {
            chapter
        }
    }

    /// A link from this page to a listing's part of its chapter's appendix.
    /// `what` is `heap`, `layout`, `output` or `go`.
    pub(crate) fn appendix_link(&self, what: &str, listing: &Listing) -> String {
        let place = format!("appendix.html#{what}-{}", listing.name);
        match self.chapter() {
            chapter if chapter == listing.chapter => place,
            "" => format!("{}/{place}", listing.chapter),
            _ => format!("../{}/{place}", listing.chapter),
        }
    }
}

/// Fails when a directive is given a part of a selector that it would ignore.
fn takes(directive: &Directive) -> Result<(), Fault> {
    let (signs, forms) = match directive.name {
        "listing" => ("#!", "listing, listing#anchor or listing!failing-file"),
        "output" => (".", "listing or listing.figure"),
        "heap" => (
            ":#.",
            "listing:case#anchor.figure, the case and the anchor left out where not needed",
        ),
        "layout" => (
            ".",
            "listing.Type.size and the like, or types joined by ' + ' and a caption",
        ),
        "timeline" => (":", "listing or listing:case"),
        "bench" => (
            ".",
            "listing, listing.row, or listing.row / listing.row, and 'instructions' at the end to count",
        ),
        "go" => ("#.", "listing, listing#anchor or listing.figure"),
        _ => return Ok(()),
    };
    let selector = Selector::parse(directive.argument);
    let ignored = selector.given().find(|(sign, _)| !signs.contains(*sign));
    ignored.map_or(Ok(()), |(sign, part)| {
        let message = format!(
            "'{{{{#{}}}}}' has no use for '{sign}{part}'",
            directive.name
        );
        Err(Fault::here(message, format!("it takes {forms}")))
    })
}

/// The case that a selector names, or the only one.
pub(crate) fn case<'r>(
    report: &'r HeapReport,
    name: Option<&str>,
) -> Result<&'r CaseReport, Fault> {
    let names: Vec<&str> = report
        .exact
        .cases
        .iter()
        .map(|case| case.case.as_str())
        .collect();
    let known = names.join(", ");
    match (name, &report.exact.cases[..]) {
        (Some(name), cases) => cases.iter().find(|case| case.case == name).ok_or_else(|| {
            Fault::here(
                format!("listing '{}' has no recorded case '{name}'", report.listing),
                format!("its cases are {known}"),
            )
        }),
        (None, [only]) => Ok(only),
        (None, _) => Err(Fault::here(
            format!("listing '{}' has several cases", report.listing),
            format!(
                "name one, as in '{}:{}': {known}",
                report.listing,
                names.first().unwrap_or(&"run")
            ),
        )),
    }
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
