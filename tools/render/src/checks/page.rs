//! One page on its own.

use super::numerals::numerals;
use crate::directive::directives;
use crate::markup::Outline;
use crate::parts::sources::citations;
use crate::{Language, Page};
use catalog::Diagnostic;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a page carries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PageStats {
    /// Numbers and other claims that cite the sources list.
    pub facts: usize,
    /// Numbers resolved from recorded data.
    pub figures: usize,
}

/// Checks a page for typed measurements, headings without an id, fences without a language, and
/// emphasis that Korean particles would break.
pub fn check_page(page: &Page) -> (PageStats, Vec<Diagnostic>) {
    let outline = Outline::of(page.text);
    let opaque = outline.opaque();
    let found = directives(page.text, &opaque);
    let mut problems = typed_numbers(page, &outline);
    problems.extend(headings(page, &outline));
    problems.extend(fences(page, &outline));
    problems.extend(script(page, &opaque));
    problems.extend(super::prose::untranslated(page));
    let stats = PageStats {
        facts: citations(page.text, &outline).len(),
        figures: found
            .iter()
            .filter(|directive| is_figure(directive.name, directive.argument))
            .count(),
    };
    (stats, problems)
}

fn is_figure(name: &str, argument: &str) -> bool {
    match name {
        "heap" => true,
        "layout" => crate::parts::layout::is_number(argument),
        _ => matches!(name, "output" | "go") && argument.contains('.'),
    }
}

fn typed_numbers(page: &Page, outline: &Outline) -> Vec<Diagnostic> {
    let mut outside = outline.opaque();
    outside.extend(
        directives(page.text, &outside)
            .into_iter()
            .map(|directive| directive.range),
    );
    let cited: Vec<Range<usize>> = citations(page.text, outline)
        .into_iter()
        .map(|citation| line_of(page.text, citation.range.start))
        .collect();
    let typed = numerals(page.text, &outside)
        .into_iter()
        .filter(|numeral| !cited.iter().any(|line| line.contains(&numeral.range.start)));
    typed
        .map(|numeral| {
            let text = &page.text[numeral.range.clone()];
            Diagnostic::at(&page.path, page.text, numeral.range, format!("'{text}' is typed by hand")).help(
                "take a measurement from a directive such as {{#heap listing.bytes}}; \
                 end the line of a fact with <!-- fact: key --> and name the key in the sources list",
            )
        })
        .collect()
}

fn line_of(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..]
        .find('\n')
        .map_or(text.len(), |newline| at + newline);
    start..end
}

fn headings(page: &Page, outline: &Outline) -> Vec<Diagnostic> {
    let without = outline
        .headings
        .iter()
        .filter(|heading| heading.id.is_none());
    without
        .map(|heading| {
            Diagnostic::at(
                &page.path,
                page.text,
                heading.range.clone(),
                "this heading has no id",
            )
            .help("end it with an English id that both languages share, as in {#stack-and-heap}")
        })
        .collect()
}

fn fences(page: &Page, outline: &Outline) -> Vec<Diagnostic> {
    let without = outline.fences.iter().filter(|fence| fence.info.is_empty());
    without
        .map(|fence| {
            Diagnostic::at(
                &page.path,
                page.text,
                fence.range.clone(),
                "this code names no language",
            )
            .help("write it after the fence: ```text, ```sh, ```rust …")
        })
        .collect()
}

/// CommonMark does not close `**` between punctuation and Hangul: the asterisks would be printed.
static BROKEN_EMPHASIS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"[)\]"'`>”’.,]\*\*[가-힣]"#).ok());
static HANGUL: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("[가-힣]+").ok());

fn script(page: &Page, opaque: &[Range<usize>]) -> Vec<Diagnostic> {
    let (pattern, message, help) = match page.language {
        Language::Ko => (
            &BROKEN_EMPHASIS,
            "this emphasis is not closed, since a particle follows a punctuation mark",
            "put the punctuation outside the asterisks, or drop them",
        ),
        Language::En => (
            &HANGUL,
            "Korean on an English page",
            "translate it, or put it into code",
        ),
    };
    let Some(pattern) = pattern.as_ref() else {
        return Vec::new();
    };
    let found = pattern.find_iter(page.text).map(|found| found.range());
    let visible = found.filter(|range| !opaque.iter().any(|hidden| hidden.contains(&range.start)));
    visible
        .map(|range| Diagnostic::at(&page.path, page.text, range, message).help(help))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(language: Language, text: &str) -> Vec<String> {
        let page = Page {
            language,
            path: "p.md".into(),
            text,
            number: None,
        };
        let (_, problems) = check_page(&page);
        problems
            .into_iter()
            .map(|problem| {
                let line = problem.position.map_or(0, |position| position.line);
                format!("{line}: {}", problem.message)
            })
            .collect()
    }

    #[test]
    fn a_typed_measurement_is_found_and_a_cited_one_is_not() {
        let text =
            "# T {#t}\n\nIt takes 1,024 bytes.\nGo samples one in 512 KiB. <!-- fact: k -->\n";
        assert_eq!(
            problems(Language::En, text),
            ["3: '1,024 bytes' is typed by hand"]
        );
    }

    #[test]
    fn numbers_in_code_and_in_directives_are_no_measurements() {
        let text = "# T {#t}\n\n`12 MiB` {{#heap a-b.bytes MiB}}\n\n```text\n12 MiB\n```\n";
        assert_eq!(problems(Language::En, text), [""; 0]);
    }

    #[test]
    fn a_typed_measurement_in_a_callout_is_found() {
        let text = "# T {#t}\n\n```admonish tip\n12개\n```\n";
        assert_eq!(problems(Language::Ko, text), ["4: '12개' is typed by hand"]);
    }

    #[test]
    fn headings_need_ids_and_fences_need_languages() {
        assert_eq!(
            problems(Language::En, "# T\n\n```\nx\n```\n"),
            [
                "1: this heading has no id",
                "3: this code names no language"
            ]
        );
    }

    #[test]
    fn emphasis_that_a_particle_breaks_is_found() {
        let text = "# T {#t}\n\n**힙(heap)**은 넓습니다. **힙**은 넓습니다.\n";
        assert_eq!(problems(Language::Ko, text).len(), 1);
    }

    #[test]
    fn korean_on_an_english_page_is_found() {
        assert_eq!(
            problems(Language::En, "# T {#t}\n\n힙\n"),
            ["3: Korean on an English page"]
        );
    }
}
