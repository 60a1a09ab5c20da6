//! Whether the rows of a glossary are sound: no blank word, no row twice, and none that another one bans.

use super::{GLOSSARY, Row, word_starts};
use crate::{Diagnostic, Position};
use std::collections::BTreeMap;
use toml::Spanned;

/// What is wrong with the rows.
pub(super) fn problems(text: &str, rows: &[Row]) -> Vec<Diagnostic> {
    let mut seen = Seen {
        text,
        pairs: BTreeMap::new(),
        banned: BTreeMap::new(),
    };
    let mut found: Vec<Diagnostic> = rows.iter().flat_map(|row| seen.take(row)).collect();
    // A word may be banned below the row that contains it.
    found.extend(rows.iter().filter_map(|row| seen.contradiction(row)));
    found
}

/// The rows so far.
struct Seen<'a> {
    text: &'a str,
    /// Both words, with the line of their first row.
    pairs: BTreeMap<(&'a str, &'a str), usize>,
    /// Banned spellings, each with its line.
    banned: BTreeMap<&'a str, usize>,
}

impl<'a> Seen<'a> {
    /// Takes up a row; what is wrong with it by itself or beside those before it comes back.
    fn take(&mut self, row: &'a Row) -> Vec<Diagnostic> {
        let blank = row.words().filter(|word| is_blank(word.get_ref()));
        let mut found: Vec<Diagnostic> = blank
            .map(|word| {
                let message = "a word is empty or begins or ends with a space".to_owned();
                self.problem(word, message, "write the word alone")
            })
            .collect();
        let (ko, en) = (row.ko.get_ref().as_str(), row.en.get_ref().as_str());
        if let Some(first) = self.pairs.insert((ko, en), self.line(&row.ko)) {
            let message = format!("'{ko}' and '{en}' stand on line {first} already");
            found.push(self.problem(&row.ko, message, "keep one of the two rows"));
        }
        for word in &row.banned {
            let spelling = word.get_ref();
            if let Some(first) = self.banned.insert(spelling, self.line(word)) {
                let message = format!("'{spelling}' is banned on line {first} already");
                found.push(self.problem(word, message, "keep it in one row"));
            }
        }
        found
    }

    /// A term that contains a banned spelling.
    fn contradiction(&self, row: &Row) -> Option<Diagnostic> {
        let ko = row.ko.get_ref();
        let mut banned = self.banned.iter();
        let (word, line) = banned.find(|(word, _)| word_starts(ko, word).next().is_some())?;
        let message = format!("'{ko}' contains '{word}', which line {line} bans");
        let help = "write the term otherwise, or allow the spelling";
        Some(self.problem(&row.ko, message, help))
    }

    fn problem(&self, word: &Spanned<String>, message: String, help: &str) -> Diagnostic {
        Diagnostic::at(GLOSSARY, self.text, word.span(), message).help(help)
    }

    fn line(&self, word: &Spanned<String>) -> usize {
        Position::of(self.text, &word.span()).line
    }
}

fn is_blank(word: &str) -> bool {
    word.is_empty() || word.trim() != word
}
