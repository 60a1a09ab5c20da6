//! `cargo book check`: everything about the pages that can be known without running a listing.

mod pages;
mod pair;
mod side;

use crate::report::{self, Failure};
use crate::{Outcome, built, parity, quizzes, site, widgets};
use anyhow::Context;
use catalog::{Catalog, Diagnostic, Glossary};
use pages::{Pages, SUMMARY, texts};
use render::Language;
use side::Side;
use std::collections::BTreeSet;
use std::path::Path;

/// What a check found.
pub(crate) struct Checked {
    /// All problems, unsorted.
    pub(crate) problems: Vec<Diagnostic>,
    /// A line per page: its facts and figures; and what to look at.
    pub(crate) lines: Vec<String>,
    /// The names of the checked pages.
    pub(crate) pages: BTreeSet<String>,
    /// What is on disk; heap reports that the checks read are not read again by who builds with it.
    pub(crate) catalog: Catalog,
    /// The pages themselves, Korean first.
    texts: [Pages; 2],
}

impl Checked {
    /// The pages that exist in both languages.
    pub(crate) fn pairs(&self) -> Vec<parity::Pair<'_>> {
        let [ko, en] = &self.texts;
        let pairs = texts(ko).filter_map(|(name, text)| {
            let twin = en.get(name)?.as_deref()?;
            let texts = [text, twin];
            Some(parity::Pair { name, texts })
        });
        pairs.collect()
    }
}

/// Checks all pages and prints what they carry.
pub(crate) fn run(root: &Path) -> Outcome {
    let checked = check(root)?;
    for line in &checked.lines {
        println!("{line}");
    }
    report::content(checked.problems)?;
    println!(
        "{} pages in two languages, no problems",
        checked.pages.len()
    );
    Ok(())
}

/// Checks listings' manifests and the pages; once those are sound, also that no section was changed in one
/// language only, and the built pages, where every earlier problem would show once more.
pub(crate) fn check(root: &Path) -> Result<Checked, Failure> {
    let mut checked = sources(root);
    if checked.problems.is_empty() {
        let stale = parity::check(root, &checked.pairs());
        checked.problems.extend(stale);
        let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
        match site::pages(&checked.catalog, folder.path(), &lab::Silent) {
            Ok(()) => checked.problems.extend(built::check(root, folder.path())),
            Err(Failure::Content(problems)) => checked.problems.extend(problems),
            Err(failure) => return Err(failure),
        }
    }
    Ok(checked)
}

/// Checks listings' manifests and the Markdown of all pages.
pub(crate) fn sources(root: &Path) -> Checked {
    let (catalog, mut problems) = listings(root);
    let (glossary, found) = Glossary::load(root);
    problems.extend(found);
    let [ko, en] = Language::ALL.map(|language| pages::read(root, language, &mut problems));
    problems.extend(pair::twins(&ko, &en));
    problems.extend(pair::summaries(&ko, &en));
    let (side, differences) = both(&catalog, &glossary, &ko, &en);
    problems.extend(side.problems);
    problems.extend(differences);
    let mut lines = side.lines;
    lines.extend(pair::lengths(&ko, &en));
    problems.extend(quizzes::problems(&catalog, &side.placed));
    problems.extend(widgets::problems(&catalog, &side.placed));
    let names = ko.keys().chain(en.keys());
    let pages = names.filter(|name| *name != SUMMARY).cloned().collect();
    Checked {
        problems,
        lines,
        pages,
        catalog,
        texts: [ko, en],
    }
}

/// What is on disk, and what is wrong with it and with the settings of the book.
fn listings(root: &Path) -> (Catalog, Vec<Diagnostic>) {
    let (catalog, mut problems) = Catalog::load(root);
    problems.extend(catalog::check_book_toml(root));
    problems.extend(site::playground::check(root));
    for listing in catalog.listings.values() {
        let standing = catalog::BenchStanding::of(root, listing);
        problems.extend(standing.all_problems().cloned());
    }
    (catalog, problems)
}

/// Both languages, Korean first, and in what they differ. They and their comparison share nothing but the
/// catalog, so each has a thread.
fn both(catalog: &Catalog, glossary: &Glossary, ko: &Pages, en: &Pages) -> (Side, Vec<Diagnostic>) {
    std::thread::scope(|scope| {
        let [ko_side, en_side] =
            [(Language::Ko, ko), (Language::En, en)].map(|(language, pages)| {
                scope.spawn(move || Side::of(catalog, glossary, language, pages))
            });
        let differences = pair::differences(ko, en);
        (join(ko_side).and(join(en_side)), differences)
    })
}

fn join<T>(thread: std::thread::ScopedJoinHandle<'_, T>) -> T {
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
