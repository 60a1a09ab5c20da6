//! `glossary.toml`: the book's words in both languages, the spellings it avoids and what readers type instead.

use crate::Diagnostic;
use crate::meaning::{self, Meaning};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;
use toml::Spanned;

/// The file, at the book's root.
pub const GLOSSARY: &str = "glossary.toml";

/// The book's words, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glossary {
    /// One row each.
    pub terms: Vec<Term>,
}

/// One concept and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What the Korean pages write.
    pub ko: String,
    /// What the English pages write.
    pub en: String,
    /// Korean spellings that no Korean page may contain.
    pub banned: Vec<String>,
    /// What readers type and the pages do not say, in either language.
    pub search: Vec<String>,
    /// What the glossary page says of it.
    pub meaning: Option<Meaning>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    terms: Vec<Row>,
    #[serde(default)]
    meanings: Vec<meaning::Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    ko: Spanned<String>,
    en: Spanned<String>,
    #[serde(default)]
    banned: Vec<Spanned<String>>,
    #[serde(default)]
    search: Vec<Spanned<String>>,
}

impl Row {
    fn words(&self) -> impl Iterator<Item = &Spanned<String>> {
        let lists = self.banned.iter().chain(&self.search);
        [&self.ko, &self.en].into_iter().chain(lists)
    }
}

impl Glossary {
    /// Reads the book's glossary. A book without one has no terms.
    pub fn load(root: &Path) -> (Self, Vec<Diagnostic>) {
        match std::fs::read_to_string(root.join(GLOSSARY)) {
            Ok(text) => {
                let (glossary, mut problems) = Self::parse(&text);
                problems.extend(meaning::lost(root, &text, &glossary.terms));
                (glossary, problems)
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Default::default(),
            Err(error) => {
                let message = format!("cannot read this file: {error}");
                let problem =
                    Diagnostic::file(GLOSSARY, message).help("make it readable, as UTF-8");
                (Self::default(), vec![problem])
            }
        }
    }

    /// Reads the text of a glossary; what is wrong with it comes with the line.
    pub fn parse(text: &str) -> (Self, Vec<Diagnostic>) {
        let file: File = match toml::from_str(text) {
            Ok(file) => file,
            Err(error) => {
                let range = error.span().unwrap_or(0..0);
                let message = error.message().replace('\n', ", ");
                let problem = Diagnostic::at(GLOSSARY, text, range, message).help(SHAPE);
                return (Self::default(), vec![problem]);
            }
        };
        let mut problems = problems(text, &file.terms);
        let mut terms: Vec<Term> = file.terms.into_iter().map(Term::from).collect();
        problems.extend(meaning::attach(text, &mut terms, file.meanings));
        (Self { terms }, problems)
    }
}

const SHAPE: &str = "a row is { ko = \"수명\", en = \"lifetime\", banned = [\"라이프타임\"], search = [] }; \
                     the last two may be left out; one of 'meanings' has the keys term, page, ko and en";

impl From<Row> for Term {
    fn from(row: Row) -> Self {
        let plain =
            |words: Vec<Spanned<String>>| words.into_iter().map(Spanned::into_inner).collect();
        Self {
            ko: row.ko.into_inner(),
            en: row.en.into_inner(),
            banned: plain(row.banned),
            search: plain(row.search),
            meaning: None,
        }
    }
}

fn problems(text: &str, rows: &[Row]) -> Vec<Diagnostic> {
    let at = |word: &Spanned<String>, message: String, help: &str| {
        Diagnostic::at(GLOSSARY, text, word.span(), message).help(help)
    };
    let mut found = Vec::new();
    let mut pairs = BTreeMap::new();
    let mut banned = BTreeMap::new();
    for row in rows {
        let blank = row.words().filter(|word| is_blank(word.get_ref()));
        found.extend(blank.map(|word| {
            at(
                word,
                "a word is empty or begins or ends with a space".into(),
                "write the word alone",
            )
        }));
        if let Some(first) = pairs.insert((row.ko.get_ref(), row.en.get_ref()), line(text, &row.ko))
        {
            let message = format!(
                "'{}' and '{}' stand on line {first} already",
                row.ko.get_ref(),
                row.en.get_ref()
            );
            found.push(at(&row.ko, message, "keep one of the two rows"));
        }
        for word in &row.banned {
            if let Some(first) = banned.insert(word.get_ref(), line(text, word)) {
                let message = format!("'{}' is banned on line {first} already", word.get_ref());
                found.push(at(word, message, "keep it in one row"));
            }
        }
    }
    for row in rows {
        if let Some((word, line)) = banned
            .iter()
            .find(|(word, _)| word_starts(row.ko.get_ref(), word).next().is_some())
        {
            let message = format!(
                "'{}' contains '{word}', which line {line} bans",
                row.ko.get_ref()
            );
            found.push(at(
                &row.ko,
                message,
                "write the term otherwise, or allow the spelling",
            ));
        }
    }
    found
}

/// Where `word` begins a word of `text`, or follows another script: 러스트 is in 러스트로, not in 밸러스트.
pub fn word_starts<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let begins = |at: &usize| !text[..*at].chars().next_back().is_some_and(is_hangul);
    text.match_indices(word).map(|(at, _)| at).filter(begins)
}

fn is_hangul(character: char) -> bool {
    ('가'..='힣').contains(&character)
}

fn is_blank(word: &str) -> bool {
    word.is_empty() || word.trim() != word
}

fn line(text: &str, word: &Spanned<String>) -> usize {
    crate::Position::of(text, &word.span()).line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<(usize, usize, String)> {
        let (_, problems) = Glossary::parse(text);
        let place = |problem: Diagnostic| {
            let position = problem.position.expect("a position");
            (position.line, position.column, problem.message)
        };
        problems.into_iter().map(place).collect()
    }

    #[test]
    fn a_row_has_two_words_and_may_have_more() {
        let (glossary, problems) = Glossary::parse(
            "terms = [\n  { ko = \"수명\", en = \"lifetime\", banned = [\"라이프타임\"], search = [\"a\"] },\n  { ko = \"힙\", en = \"heap\" },\n]\n",
        );
        assert_eq!(problems, []);
        assert_eq!(glossary.terms.len(), 2);
        assert_eq!(glossary.terms[0].banned, ["라이프타임"]);
        assert_eq!(glossary.terms[1].search, [""; 0]);
    }

    #[test]
    fn an_unknown_key_is_named_with_its_place() {
        let found = places("terms = [\n  { ko = \"힙\", en = \"heap\", ban = [] },\n]\n");
        assert_eq!((found[0].0, found[0].1), (2, 28));
        assert!(found[0].2.contains("ban"), "{}", found[0].2);
    }

    #[test]
    fn a_missing_word_is_named_with_its_row() {
        let found =
            places("terms = [\n  { ko = \"힙\", en = \"heap\" },\n  { ko = \"스택\" },\n]\n");
        assert_eq!(found[0].0, 3);
        assert!(found[0].2.contains("`en`"), "{}", found[0].2);
    }

    #[test]
    fn rows_that_contradict_each_other_are_named() {
        let found = places(
            "terms = [\n  { ko = \"힙\", en = \"heap\" },\n  { ko = \"힙\", en = \"heap\" },\n  { ko = \"장\", en = \"chapter\", banned = [\"챕터\", \"챕터\"] },\n  { ko = \"챕터 끝\", en = \" end\" },\n]\n",
        );
        let lines: Vec<(usize, &str)> = found.iter().map(|it| (it.0, it.2.as_str())).collect();
        assert_eq!(
            lines,
            [
                (3, "'힙' and 'heap' stand on line 2 already"),
                (4, "'챕터' is banned on line 4 already"),
                (5, "a word is empty or begins or ends with a space"),
                (5, "'챕터 끝' contains '챕터', which line 4 bans"),
            ]
        );
    }

    #[test]
    fn a_spelling_inside_another_word_is_not_meant() {
        let text = "밸러스트와 러스트로, Go러스트";
        let starts: Vec<usize> = word_starts(text, "러스트").collect();
        assert_eq!(starts.len(), 2);
        assert!(starts.iter().all(|at| text[*at..].starts_with("러스트")));
    }

    #[test]
    fn the_glossary_of_this_book_is_sound() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let (glossary, problems) = Glossary::load(&root);
        assert_eq!(problems, []);
        assert!(glossary.terms.len() > 150);
    }
}
