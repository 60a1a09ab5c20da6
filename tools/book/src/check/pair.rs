//! The pages of both languages beside each other.

use super::pages::{Pages, SUMMARY, page, path, texts};
use catalog::Diagnostic;
use render::{Language, check_pair, check_summaries, prose_length};

/// What the two languages of a page do not agree in.
pub(super) fn differences(ko: &Pages, en: &Pages) -> Vec<Diagnostic> {
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
pub(super) fn lengths(ko: &Pages, en: &Pages) -> Vec<String> {
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

/// The pages that only one language has.
pub(super) fn twins(ko: &Pages, en: &Pages) -> Vec<Diagnostic> {
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

/// What the two tables of contents do not agree in.
pub(super) fn summaries(ko: &Pages, en: &Pages) -> Vec<Diagnostic> {
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
