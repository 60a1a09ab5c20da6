//! What is known of a page while its directives are rendered.

mod fault;
mod resolve;

pub(crate) use fault::Fault;

use crate::Page;
use catalog::{CaseReport, Catalog, HeapMode, HeapReport, Listing};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

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
