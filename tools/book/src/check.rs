//! `cargo book check`: everything about the pages that can be known without running a listing.

use crate::{Outcome, quizzes, report};
use catalog::{Catalog, Diagnostic};
use render::{Language, Page, Renderer, check_page, check_pair, check_summaries};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The pages of one language: path below `src/<language>/` → text, none where it cannot be read.
type Pages = BTreeMap<String, Option<String>>;

/// What a check found.
pub(crate) struct Checked {
    /// All problems, unsorted.
    pub(crate) problems: Vec<Diagnostic>,
    /// A line per page: its facts and figures.
    pub(crate) lines: Vec<String>,
    /// The names of the checked pages.
    pub(crate) pages: BTreeSet<String>,
}

/// Checks all pages and prints what they carry.
pub(crate) fn run(root: &Path) -> Outcome {
    let checked = check(root);
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

/// Checks listings' manifests and all pages.
pub(crate) fn check(root: &Path) -> Checked {
    let (catalog, mut problems) = Catalog::load(root);
    problems.extend(catalog::check_book_toml(root));
    let [ko, en] = Language::ALL.map(|language| read(root, language, &mut problems));
    problems.extend(twins(&ko, &en));
    problems.extend(summaries(&ko, &en));
    let mut lines = Vec::new();
    let mut placed = BTreeSet::new();
    let renderer = Renderer {
        catalog: &catalog,
        raw_links: true,
        repository: None,
    };
    for (language, pages) in [(Language::Ko, &ko), (Language::En, &en)] {
        for (name, text) in texts(pages) {
            let page = page(language, name, text);
            let (stats, found) = check_page(&page);
            problems.extend(found);
            let rendered = renderer.html(&page);
            problems.extend(rendered.problems);
            placed.extend(rendered.placed);
            lines.push(format!(
                "{}: {} cited facts, {} measured figures",
                page.path.display(),
                stats.facts,
                stats.figures
            ));
        }
    }
    for (name, text) in texts(&ko) {
        if let Some(Some(twin)) = en.get(name) {
            problems.extend(check_pair(
                &page(Language::Ko, name, text),
                &page(Language::En, name, twin),
            ));
        }
    }
    problems.extend(quizzes::problems(&catalog, &placed));
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
    }
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
