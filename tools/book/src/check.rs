//! `cargo book check`: everything about the pages that can be known without running a listing.

use crate::report::{self, Failure};
use crate::{Outcome, built, parity, quizzes, site, widgets};
use anyhow::Context;
use catalog::{Catalog, Diagnostic, Glossary};
use render::{
    Language, Page, Renderer, check_page, check_pair, check_summaries, check_words, prose_length,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The pages of one language: path below `src/<language>/` → text, none where it cannot be read.
type Pages = BTreeMap<String, Option<String>>;

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
    let (catalog, mut problems) = Catalog::load(root);
    problems.extend(catalog::check_book_toml(root));
    for listing in catalog.listings.values() {
        let standing = catalog::BenchStanding::of(root, listing);
        problems.extend(standing.all_problems().cloned());
    }
    let (glossary, found) = Glossary::load(root);
    problems.extend(found);
    let [ko, en] = Language::ALL.map(|language| read(root, language, &mut problems));
    problems.extend(twins(&ko, &en));
    problems.extend(summaries(&ko, &en));
    // The two languages and their comparison share nothing but the catalog.
    let (sides, differences) = std::thread::scope(|scope| {
        let (catalog, glossary) = (&catalog, &glossary);
        let sides = [(Language::Ko, &ko), (Language::En, &en)]
            .map(|(language, pages)| scope.spawn(move || side(catalog, glossary, language, pages)));
        (sides.map(join), differences(&ko, &en))
    });
    let mut lines = Vec::new();
    let mut placed = BTreeSet::new();
    for side in sides {
        problems.extend(side.problems);
        lines.extend(side.lines);
        placed.extend(side.placed);
    }
    problems.extend(differences);
    lines.extend(lengths(&ko, &en));
    problems.extend(quizzes::problems(&catalog, &placed));
    problems.extend(widgets::problems(&catalog, &placed));
    let pages = ko
        .keys()
        .chain(en.keys())
        .filter(|name| *name != SUMMARY)
        .cloned()
        .collect();
    Checked {
        problems,
        lines,
        pages,
        catalog,
        texts: [ko, en],
    }
}

/// What the pages of one language show.
#[derive(Default)]
struct Side {
    problems: Vec<Diagnostic>,
    lines: Vec<String>,
    placed: BTreeSet<String>,
}

/// Checks each page of a language by itself, and that all its directives can be resolved.
fn side(catalog: &Catalog, glossary: &Glossary, language: Language, pages: &Pages) -> Side {
    let mut side = Side::default();
    let renderer = Renderer {
        catalog,
        raw_links: true,
        offline: None,
        repository: None,
    };
    if let Some(Some(summary)) = pages.get(SUMMARY) {
        let page = page(language, SUMMARY, summary);
        side.problems.extend(check_words(&page, glossary));
    }
    for (name, text) in texts(pages) {
        let page = page(language, name, text);
        let (stats, found) = check_page(&page);
        side.problems.extend(found);
        side.problems.extend(check_words(&page, glossary));
        let rendered = renderer.html(&page);
        side.problems.extend(rendered.problems);
        side.placed.extend(rendered.placed);
        side.lines.push(format!(
            "{}: {} cited facts, {} measured figures",
            page.path.display(),
            stats.facts,
            stats.figures
        ));
    }
    side
}

fn join<T>(thread: std::thread::ScopedJoinHandle<'_, T>) -> T {
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// What the two languages of a page do not agree in.
fn differences(ko: &Pages, en: &Pages) -> Vec<Diagnostic> {
    let pairs = texts(ko).filter_map(|(name, text)| {
        let twin = en.get(name)?.as_deref()?;
        Some(check_pair(
            &page(Language::Ko, name, text),
            &page(Language::En, name, twin),
        ))
    });
    pairs.flatten().collect()
}

/// A warning for each page whose languages differ in length far more, or less, than the book's pages do:
/// something may be missing in one of them.
fn lengths(ko: &Pages, en: &Pages) -> Vec<String> {
    let pairs = texts(ko).filter_map(|(name, text)| {
        let characters = prose_length(&page(Language::Ko, name, text));
        let words = prose_length(&page(Language::En, name, en.get(name)?.as_deref()?));
        // Appendices and prefaces of a few lines say nothing about the proportion.
        (words >= 100).then(|| (name, characters as f64 / words as f64))
    });
    let mut ratios: Vec<(&str, f64)> = pairs.collect();
    ratios.sort_by(|a, b| a.1.total_cmp(&b.1));
    let Some((_, median)) = ratios.get(ratios.len() / 2).copied() else {
        return Vec::new();
    };
    let odd = ratios
        .iter()
        .filter(|(_, ratio)| (ratio / median - 1.0).abs() > 0.4);
    odd.map(|(name, ratio)| {
        format!(
            "warning: src/ko/{name}: {ratio:.1} characters for each word of src/en/{name}, \
             where the book's pages have {median:.1}: does one of them leave something out?"
        )
    })
    .collect()
}

const SUMMARY: &str = "SUMMARY.md";

/// The readable pages, by name.
fn texts(pages: &Pages) -> impl Iterator<Item = (&str, &str)> {
    let pages = pages.iter().filter(|(name, _)| *name != SUMMARY);
    pages.filter_map(|(name, text)| Some((name.as_str(), text.as_deref()?)))
}

fn page<'a>(language: Language, name: &str, text: &'a str) -> Page<'a> {
    Page {
        language,
        path: path(language, name),
        text,
        number: None,
    }
}

fn path(language: Language, name: &str) -> PathBuf {
    Path::new("src").join(language.code()).join(name)
}

fn read(root: &Path, language: Language, problems: &mut Vec<Diagnostic>) -> Pages {
    let top = root.join("src").join(language.code());
    let mut pages = Pages::new();
    let mut folders = vec![top.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let file = entry.path();
            if file.is_dir() {
                folders.push(file);
            } else if file.extension().is_some_and(|extension| extension == "md") {
                let name = file
                    .strip_prefix(&top)
                    .unwrap_or(&file)
                    .to_string_lossy()
                    .replace('\\', "/");
                let text = text(&file, &path(language, &name));
                pages.insert(name, text.map_err(|problem| problems.push(problem)).ok());
            }
        }
    }
    pages
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

fn twins(ko: &Pages, en: &Pages) -> Vec<Diagnostic> {
    let lonely = |pages: &Pages, twins: &Pages, language: Language, other: Language| {
        let without = pages.keys().filter(|name| !twins.contains_key(*name));
        let problems = without.map(|name| {
            Diagnostic::file(path(language, name), "this page is in one language only")
                .help(format!("write {} too", path(other, name).display()))
        });
        problems.collect::<Vec<_>>()
    };
    let mut problems = lonely(ko, en, Language::Ko, Language::En);
    problems.extend(lonely(en, ko, Language::En, Language::Ko));
    problems
}

fn summaries(ko: &Pages, en: &Pages) -> Vec<Diagnostic> {
    let (ko_path, en_path) = (path(Language::Ko, SUMMARY), path(Language::En, SUMMARY));
    match (ko.get(SUMMARY), en.get(SUMMARY)) {
        (Some(Some(ko_summary)), Some(Some(en_summary))) => {
            let pages = ko.keys().chain(en.keys()).cloned().collect();
            check_summaries((&ko_path, ko_summary), (&en_path, en_summary), &pages)
        }
        (None, None) => vec![
            Diagnostic::file(ko_path, "there is no SUMMARY.md")
                .help("list the pages of the book in it, in both languages"),
        ],
        // One is missing or unreadable, which is reported as for any page.
        _ => Vec::new(),
    }
}
