//! What is known of a page while its directives are rendered, and which part renders which.

use crate::Page;
use crate::directive::{Directive, Selector};
use crate::parts;
use catalog::{CaseReport, Catalog, Diagnostic, HeapMode, HeapReport, Listing, nearest};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

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

const NAMES: [&str; 20] = [
    "listing",
    "output",
    "heap",
    "bench",
    "timeline",
    "go",
    "appendix",
    "source",
    "needs",
    "quiz",
    "exercise",
    "predict",
    "progress",
    "widget",
    "glossary",
    "solutions",
    "measurements",
    "flame",
    "calls",
    "layout",
];

/// These show all that there is.
const ALONE: [&str; 5] = [
    "appendix",
    "progress",
    "glossary",
    "solutions",
    "measurements",
];

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
            "flame" => parts::flame::html(self, argument, directive.caption),
            "calls" => parts::calls::html(self, argument, directive.caption),
            "go" => parts::go::html(self, argument),
            "appendix" => parts::appendix::html(self, argument),
            "source" => parts::sources::item(self, argument),
            "needs" => parts::head::needs(self, argument),
            "quiz" => parts::quiz::html(self, argument),
            "exercise" => parts::exercise::html(self, argument),
            "progress" => parts::progress::html(self),
            "glossary" => Ok(parts::glossary::html(self)),
            "solutions" => parts::solutions::html(self),
            "measurements" => parts::measurements::html(self),
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
    let (name, argument) = (directive.name, directive.argument);
    if ALONE.contains(&name) && !argument.is_empty() {
        return Err(Fault::here(
            format!("'{{{{#{name}}}}}' has no use for '{argument}'"),
            format!("it stands alone: '{{{{#{name}}}}}'"),
        ));
    }
    let (signs, forms) = match directive.name {
        "listing" => ("#!", "listing, listing#anchor or listing!failing-file"),
        "output" => (".", "listing or listing.figure"),
        "heap" => (
            ":#.",
            "listing:case#anchor.figure, the case and the anchor left out where not needed",
        ),
        "timeline" | "calls" => (":", "listing or listing:case"),
        "flame" => (
            ":",
            "listing or listing:case, and a figure such as peak_bytes after a space",
        ),
        "layout" => (
            ".",
            "listing.Type.size and the like, or types joined by ' + ' and a caption",
        ),
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
