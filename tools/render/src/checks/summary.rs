//! The two SUMMARY.md files: the same pages in the same order, and every page on disk.

use catalog::Diagnostic;
use regex::Regex;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;

/// The table of contents itself, and the page that mdBook shows for an address that does not exist.
const UNLISTED: [&str; 2] = ["SUMMARY.md", "404.md"];

struct Entry {
    range: Range<usize>,
    depth: usize,
    path: String,
}

static ENTRY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^([ \t]*)(?:[-*] )?\[[^\]]*\]\(([^)]*)\)").ok());

fn entries(text: &str) -> Vec<Entry> {
    let Some(pattern) = ENTRY.as_ref() else {
        return Vec::new();
    };
    let found = pattern.captures_iter(text).filter_map(|captures| {
        let path = captures.get(2)?;
        let depth = captures.get(1).map_or(0, |indent| indent.as_str().len());
        Some(Entry {
            range: path.range(),
            depth,
            path: path.as_str().to_owned(),
        })
    });
    found.collect()
}

/// Compares two summaries, each given by its path and text, and `pages`: the files that exist beside
/// them, relative to their folders. A page on disk that no summary lists would never be built.
pub fn check_summaries(
    one: (&Path, &str),
    other: (&Path, &str),
    pages: &BTreeSet<String>,
) -> Vec<Diagnostic> {
    let (a, b) = (entries(one.1), entries(other.1));
    let mut problems = Vec::new();
    let parted = (0..a.len().max(b.len())).find(|index| key(a.get(*index)) != key(b.get(*index)));
    if let Some(index) = parted {
        let (file, twin, entry) = match a.get(index) {
            Some(entry) => (one, other, Some(entry)),
            None => (other, one, b.get(index)),
        };
        let range = entry.map_or(0..0, |entry| entry.range.clone());
        let message = format!("from here on the chapters differ from {}", twin.0.display());
        problems.push(
            Diagnostic::at(file.0, file.1, range, message)
                .help("list the same pages in both languages"),
        );
    }
    for (file, entries) in [(one, &a), (other, &b)] {
        problems.extend(missing(file, entries, pages));
    }
    problems
}

fn key(entry: Option<&Entry>) -> Option<(usize, &str)> {
    entry.map(|entry| (entry.depth, entry.path.as_str()))
}

fn missing(
    (path, text): (&Path, &str),
    entries: &[Entry],
    pages: &BTreeSet<String>,
) -> Vec<Diagnostic> {
    let listed: BTreeSet<&str> = entries.iter().map(|entry| entry.path.as_str()).collect();
    let unlisted = pages
        .iter()
        .filter(|page| !listed.contains(page.as_str()) && !UNLISTED.contains(&page.as_str()));
    let mut problems: Vec<Diagnostic> = unlisted
        .map(|page| {
            Diagnostic::file(path, format!("the page {page} is not listed"))
                .help("add it to SUMMARY.md in both languages, or delete it")
        })
        .collect();
    let absent = entries
        .iter()
        .filter(|entry| !entry.path.is_empty() && !pages.contains(&entry.path));
    problems.extend(absent.map(|entry| {
        let message = format!("there is no page {}", entry.path);
        Diagnostic::at(path, text, entry.range.clone(), message)
            .help("write it, or remove the entry")
    }));
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(ko: &str, en: &str, pages: &[&str]) -> Vec<String> {
        let pages = pages.iter().map(|page| (*page).to_owned()).collect();
        let found = check_summaries((Path::new("ko"), ko), (Path::new("en"), en), &pages);
        found
            .iter()
            .map(|p| format!("{}: {}", p.path.display(), p.message))
            .collect()
    }

    #[test]
    fn summaries_with_the_same_pages_agree() {
        let ko = "# 차례\n\n[머리말](README.md)\n\n- [가](a/README.md)\n  - [나](a/b.md)\n";
        let en = "# Contents\n\n[Preface](README.md)\n\n- [A](a/README.md)\n  - [B](a/b.md)\n";
        assert_eq!(
            problems(
                ko,
                en,
                &["README.md", "a/README.md", "a/b.md", "SUMMARY.md"]
            ),
            [""; 0]
        );
    }

    #[test]
    fn a_chapter_of_one_language_and_an_unlisted_page_are_reported() {
        let found = problems(
            "- [가](a.md)\n- [나](b.md)\n",
            "- [A](a.md)\n",
            &["a.md", "b.md"],
        );
        assert_eq!(
            found,
            [
                "ko: from here on the chapters differ from en",
                "en: the page b.md is not listed"
            ]
        );
    }

    #[test]
    fn an_entry_without_a_page_is_reported() {
        let found = problems("- [가](a.md)\n", "- [A](a.md)\n", &[]);
        assert_eq!(
            found,
            ["ko: there is no page a.md", "en: there is no page a.md"]
        );
    }
}
