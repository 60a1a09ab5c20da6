//! The rows `meanings` of `glossary.toml`: what a term means, and the section that introduces it.

use crate::{Both, Diagnostic, GLOSSARY, Placed, Term};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use toml::Spanned;

/// What a term means, in one line, and where it is introduced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// The section, below a language's folder: `escape/README.md#go-decides`.
    pub page: Placed<String>,
    /// The line, in both languages.
    pub means: Both<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    term: Spanned<String>,
    page: Spanned<String>,
    ko: Spanned<String>,
    en: Spanned<String>,
}

/// Gives each term its meaning; what is wrong with a row comes with its line.
pub(crate) fn attach(text: &str, terms: &mut [Term], rows: Vec<Row>) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    for row in rows {
        let found = fault(&row, terms, &mut seen);
        problems.extend(found.map(|(word, message, help)| {
            Diagnostic::at(GLOSSARY, text, word.span(), message).help(help)
        }));
        let term = terms.iter_mut().find(|term| term.en == *row.term.get_ref());
        if let Some(term) = term {
            term.meaning = Some(Meaning {
                page: Placed {
                    range: row.page.span(),
                    value: row.page.into_inner(),
                },
                means: Both {
                    ko: row.ko.into_inner(),
                    en: row.en.into_inner(),
                },
            });
        }
    }
    problems
}

/// The meanings whose section is not there, in one language or in both.
pub(crate) fn lost(root: &Path, text: &str, terms: &[Term]) -> Vec<Diagnostic> {
    let mut pages: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut problems = Vec::new();
    for meaning in terms.iter().filter_map(|term| term.meaning.as_ref()) {
        let (file, id) = meaning
            .page
            .value
            .split_once('#')
            .unwrap_or((&meaning.page.value, ""));
        let missing = ["ko", "en"].into_iter().find_map(|code| {
            let path = format!("src/{code}/{file}");
            let page = pages.entry(path.clone());
            let page = page.or_insert_with(|| std::fs::read_to_string(root.join(&path)).ok());
            match page {
                None => Some(format!("there is no page {path}")),
                Some(page) if id.is_empty() || page.contains(&format!("{{#{id}}}")) => None,
                Some(_) => Some(format!("{path} has no #{id}")),
            }
        });
        problems.extend(missing.map(|message| {
            Diagnostic::at(GLOSSARY, text, meaning.page.range.clone(), message).help(
                "name the section that introduces the term, as in 'escape/README.md#analyser'",
            )
        }));
    }
    problems
}

/// The word that is at fault, what is wrong, and what to do.
fn fault<'a>(
    row: &'a Row,
    terms: &[Term],
    seen: &mut BTreeSet<String>,
) -> Option<(&'a Spanned<String>, String, String)> {
    let name = row.term.get_ref();
    let known = || terms.iter().map(|term| term.en.as_str());
    if !known().any(|term| term == name) {
        let help = match crate::nearest(name, known()) {
            Some(near) => format!("did you mean '{near}'?"),
            None => "give it a row in 'terms' first".to_owned(),
        };
        return Some((&row.term, format!("there is no term '{name}'"), help));
    }
    if !seen.insert(name.clone()) {
        let message = format!("'{name}' has a meaning already");
        return Some((&row.term, message, "keep one of the two rows".to_owned()));
    }
    let blank = [&row.ko, &row.en]
        .into_iter()
        .find(|words| words.get_ref().trim().is_empty());
    if let Some(words) = blank {
        let help = "say in one line what the term means".to_owned();
        return Some((words, format!("'{name}' means nothing here"), help));
    }
    let is_page = row.page.get_ref().contains(".md");
    (!is_page).then(|| {
        let message = format!("'{}' is no page", row.page.get_ref());
        let help = "write it as in 'escape/README.md#go-decides'".to_owned();
        (&row.page, message, help)
    })
}

#[cfg(test)]
mod tests {
    use crate::Glossary;

    #[test]
    fn a_meaning_belongs_to_a_term_and_says_something() {
        let row = |term: &str, page: &str, en: &str| {
            format!("  {{ term = \"{term}\", page = \"{page}\", ko = \"가\", en = \"{en}\" }},\n")
        };
        let rows = [
            row("heap", "a/README.md#b", "a"),
            row("heap", "a/README.md#b", "a"),
            row("heaps", "a/README.md", "a"),
            row("stack", "a/README.md", " "),
            row("page", "a", "a"),
        ];
        let terms = "terms = [{ ko = \"힙\", en = \"heap\" }, { ko = \"스택\", en = \"stack\" }, \
                     { ko = \"쪽\", en = \"page\" }]";
        let text = format!("{terms}\nmeanings = [\n{}]\n", rows.concat());
        let (glossary, problems) = Glossary::parse(&text);
        let meaning = glossary.terms[0].meaning.as_ref().expect("a meaning");
        assert_eq!(
            (meaning.page.value.as_str(), meaning.means.ko.as_str()),
            ("a/README.md#b", "가")
        );
        let said: Vec<String> = problems.into_iter().map(|it| it.message).collect();
        assert_eq!(
            said,
            [
                "'heap' has a meaning already",
                "there is no term 'heaps'",
                "'stack' means nothing here",
                "'a' is no page",
            ]
        );
    }
}
