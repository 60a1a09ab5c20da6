//! A problem with the book's content: where it is, what it is, and what to do about it.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// One content problem. All problems of a run are collected, sorted and printed together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file, relative to the book's root.
    pub path: PathBuf,
    /// Where in the file; absent when the whole file is meant. Boxed, since diagnostics travel as errors.
    pub position: Option<Box<Position>>,
    /// What is wrong, as a sentence fragment without a full stop.
    pub message: String,
    /// What to do next.
    pub help: Option<String>,
}

/// A place within one line of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// The line's text, to show the place.
    pub text: String,
    /// The marked bytes within `text`.
    pub marked: (usize, usize),
}

impl Position {
    /// Finds the line that holds the start of `range` in `source`; the mark ends with that line.
    pub fn of(source: &str, range: &Range<usize>) -> Self {
        let start = floor_char_boundary(source, range.start.min(source.len()));
        let line_start = source[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = source[start..]
            .find('\n')
            .map_or(source.len(), |at| start + at);
        let end = ceil_char_boundary(source, range.end.clamp(start, line_end));
        Self {
            line: source[..start].matches('\n').count() + 1,
            column: source[line_start..start].chars().count() + 1,
            text: source[line_start..line_end].to_owned(),
            marked: (start - line_start, end - line_start),
        }
    }
}

fn floor_char_boundary(source: &str, mut at: usize) -> usize {
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil_char_boundary(source: &str, mut at: usize) -> usize {
    while !source.is_char_boundary(at) {
        at += 1;
    }
    at
}

impl Diagnostic {
    /// A problem with a whole file.
    pub fn file(path: impl AsRef<Path>, message: impl Into<String>) -> Self {
        Self {
            path: path.as_ref().to_owned(),
            position: None,
            message: message.into(),
            help: None,
        }
    }

    /// A problem at a byte range of `source`, which is the text of the file at `path`.
    pub fn at(
        path: impl AsRef<Path>,
        source: &str,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            position: Some(Box::new(Position::of(source, &range))),
            ..Self::file(path, message)
        }
    }

    /// Adds what to do next.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.path.display())?;
        if let Some(position) = &self.position {
            write!(f, "{}:{}:", position.line, position.column)?;
        }
        write!(f, " error: {}", self.message)?;
        match &self.help {
            Some(help) => write!(f, "\nhelp: {help}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_counts_characters_not_bytes() {
        let source = "첫 줄\n둘째 {{#x}}\n";
        let start = source.find("{{").expect("the directive is there");
        let position = Position::of(source, &(start..start + 6));
        assert_eq!((position.line, position.column), (2, 4));
        assert_eq!(
            &position.text[position.marked.0..position.marked.1],
            "{{#x}}"
        );
    }

    #[test]
    fn a_mark_that_runs_over_lines_ends_with_its_first_line() {
        let position = Position::of("ab\ncd\n", &(1..5));
        assert_eq!(
            (position.line, position.column, position.marked),
            (1, 2, (1, 2))
        );
    }

    #[test]
    fn a_mark_that_ends_inside_a_character_includes_it() {
        let position = Position::of("a힙b", &(1..2));
        assert_eq!(&position.text[position.marked.0..position.marked.1], "힙");
    }

    #[test]
    fn an_error_reads_as_one_line_and_a_help() {
        let error = Diagnostic::at("src/en/a.md", "x y", 2..3, "no such thing").help("do that");
        assert_eq!(
            error.to_string(),
            "src/en/a.md:1:3: error: no such thing\nhelp: do that"
        );
    }
}
