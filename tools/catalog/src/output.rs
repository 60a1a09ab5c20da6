//! `recorded/output.txt` and `recorded/go.txt`: commands, each followed by what it printed.

use crate::{Catalog, Diagnostic};
use regex::Regex;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Commands with their outputs.
///
/// ```text
/// $ cargo run -p first-100mib
/// allocated 104857600 bytes
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Transcript {
    /// Each command with what it printed.
    pub entries: Vec<(String, String)>,
}

impl Transcript {
    /// Reads the transcript at `root/path`; `again` is the command that records it.
    ///
    /// # Errors
    /// When it is missing, not UTF-8, or does not begin with a command.
    pub fn read(root: &Path, path: &Path, again: &str) -> Result<Self, Diagnostic> {
        let help = format!("run '{again}'");
        let text = std::fs::read_to_string(root.join(path)).map_err(|error| {
            let message = match error.kind() {
                std::io::ErrorKind::NotFound => "this output is not recorded".to_owned(),
                _ => format!("cannot read this file: {error}"),
            };
            Diagnostic::file(path, message).help(&help)
        })?;
        Self::parse(&text).ok_or_else(|| {
            Diagnostic::at(path, &text, 0..1, "the first line is not a command").help(help)
        })
    }

    /// Reads the text of a transcript; `None` when it does not begin with a command.
    pub fn parse(text: &str) -> Option<Self> {
        let mut entries: Vec<(String, String)> = Vec::new();
        for line in text.split_inclusive('\n') {
            match line.strip_prefix("$ ") {
                Some(command) => entries.push((command.trim_end().to_owned(), String::new())),
                None => entries.last_mut()?.1.push_str(line),
            }
        }
        Some(Self { entries })
    }

    /// The text to store.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for (command, output) in &self.entries {
            // Writing to a String cannot fail.
            let _ = write!(text, "$ {command}\n{output}");
            if !text.ends_with('\n') {
                text.push('\n');
            }
        }
        text
    }

    /// The first group of the first match of `pattern` in any output.
    pub fn figure(&self, pattern: &Regex) -> Option<String> {
        self.entries.iter().find_map(|(_, output)| {
            let found = pattern.captures(output)?;
            Some(found.get(1).or_else(|| found.get(0))?.as_str().to_owned())
        })
    }
}

/// Patterns that were compiled once, by their text. Copies of a catalog share it.
#[derive(Debug, Clone, Default)]
pub(crate) struct PatternMemo(Arc<Mutex<BTreeMap<String, Regex>>>);

impl Catalog {
    /// The pattern of a figure, compiled once in the life of this catalog: both languages and every check
    /// ask for it, and compiling takes longer than matching.
    ///
    /// # Errors
    /// When it is no regular expression.
    pub fn pattern(&self, text: &str) -> Result<Regex, regex::Error> {
        let memo = || {
            self.patterns
                .0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(pattern) = memo().get(text) {
            return Ok(pattern.clone());
        }
        let pattern = Regex::new(text)?;
        memo().insert(text.to_owned(), pattern.clone());
        Ok(pattern)
    }
}

/// Replaces whatever the patterns match by `…`, so that two runs can be compared.
pub fn mask(text: &str, patterns: &[String]) -> String {
    patterns
        .iter()
        .filter_map(|pattern| Regex::new(pattern).ok())
        .fold(text.to_owned(), |text, pattern| {
            pattern.replace_all(&text, "…").into_owned()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transcript_is_read_as_it_was_written() {
        let text = "$ go run .\nhello\n$ go tool pprof\n0 of 0 total\n";
        let transcript = Transcript::parse(text).expect("a transcript");
        assert_eq!(transcript.entries.len(), 2);
        assert_eq!(transcript.to_text(), text);
        let pattern = Regex::new(r"(\d+) of").expect("a pattern");
        assert_eq!(transcript.figure(&pattern).as_deref(), Some("0"));
    }

    #[test]
    fn text_without_a_command_is_no_transcript() {
        assert_eq!(Transcript::parse("hello\n"), None);
    }

    #[test]
    fn masked_outputs_of_two_runs_are_equal() {
        let volatile = vec![r"\d+ KiB".to_owned()];
        assert_eq!(
            mask("rss 12 KiB\n", &volatile),
            mask("rss 16 KiB\n", &volatile)
        );
        assert_ne!(
            mask("rss 12 KiB\n", &volatile),
            mask("vsz 12 KiB\n", &volatile)
        );
    }
}
