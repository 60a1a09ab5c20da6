//! `glossary.toml`: the book's words in both languages, the spellings it avoids and what readers type instead.

mod sound;

#[cfg(test)]
mod tests;

use crate::Diagnostic;
use crate::meaning::{self, Meaning};
use serde::Deserialize;
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
        let mut problems = sound::problems(text, &file.terms);
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

/// Where `word` begins a word of `text`, or follows another script: 러스트 is in 러스트로, not in 밸러스트.
pub fn word_starts<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let begins = |at: &usize| !text[..*at].chars().next_back().is_some_and(is_hangul);
    text.match_indices(word).map(|(at, _)| at).filter(begins)
}

fn is_hangul(character: char) -> bool {
    ('가'..='힣').contains(&character)
}
