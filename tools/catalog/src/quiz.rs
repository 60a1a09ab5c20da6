//! `quizzes/<chapter>/<name>.toml`: questions, both languages side by side.
//!
//! What a file says about itself is checked in `quiz_file`; whether its answers agree with what is recorded is
//! checked where references are resolved, by `render`.

use crate::Diagnostic;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;
use toml::Spanned;

/// A quiz: questions that stand together on a page.
#[derive(Debug, Clone)]
pub struct Quiz {
    /// `collections/growth`, as in `{{#quiz collections/growth}}`.
    pub name: String,
    /// The file, relative to the book's root.
    pub path: PathBuf,
    /// Its text, to show the place of a problem.
    pub text: String,
    /// Its questions in order.
    pub questions: Vec<Question>,
}

/// A value with its place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the file.
    pub range: Range<usize>,
}

impl<T> From<Spanned<T>> for Placed<T> {
    fn from(spanned: Spanned<T>) -> Self {
        let range = spanned.span();
        Self {
            value: spanned.into_inner(),
            range,
        }
    }
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Both<T> {
    /// Korean.
    pub ko: T,
    /// English.
    pub en: T,
}

/// One question.
#[derive(Debug, Clone)]
pub struct Question {
    /// Unique in its quiz.
    pub id: Placed<String>,
    /// What is asked, in Markdown.
    pub ask: Both<Placed<String>>,
    /// The explanation, in Markdown, shown after the answer.
    pub why: Both<Placed<String>>,
    /// How it is answered.
    pub kind: Kind,
}

/// How a question is answered.
#[derive(Debug, Clone)]
pub enum Kind {
    /// By choosing one option, or all that are right.
    Choice(Choice),
    /// By a number, which is recorded.
    Number {
        /// What was recorded: `heap col-vec-growth:grown.blocks`.
        answer: Placed<String>,
        /// By how many percent a guess may be off.
        within: u64,
    },
    /// By the line that gives a block back, which is recorded.
    Line(Line),
    /// By whether the code compiles, which rustc decides.
    Compiles(Code),
}

/// Options to choose from.
#[derive(Debug, Clone)]
pub struct Choice {
    /// More than one may be right.
    pub many: bool,
    /// The options, in Markdown.
    pub options: Both<Vec<Placed<String>>>,
    /// The positions of the right ones, counted from 0.
    pub right: Placed<BTreeSet<usize>>,
    /// For each option a claim about recorded data that holds exactly if the option is right; may be empty.
    pub claims: Vec<Placed<String>>,
}

/// Lines of a listing, one of which frees a block.
#[derive(Debug, Clone)]
pub struct Line {
    /// `first-scope-free` or `listing:case`.
    pub listing: Placed<String>,
    /// The block's number in the recorded order, counted from 0.
    pub frees: Placed<u32>,
    /// Part of each line to choose from; `fn f … let a` is the first `let a` from `fn f` on.
    pub lines: Vec<Placed<String>>,
}

/// Code that compiles or does not.
#[derive(Debug, Clone)]
pub enum Code {
    /// A failing file of a listing, `listing!file`, which the listing's own test compiles.
    Failing(Placed<String>),
    /// A file beside the quiz, whose first line is `//@ compiles` or `//@ error: E0382`.
    File(Placed<PathBuf>),
}

impl Quiz {
    /// A problem at a place of this file.
    pub fn problem(&self, range: &Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::at(&self.path, &self.text, range.clone(), message)
    }
}

impl<T> Both<T> {
    /// The text of a language's code.
    pub fn of(&self, code: &str) -> &T {
        if code == "ko" { &self.ko } else { &self.en }
    }
}
