//! `exercises/<chapter>/<name>/`: a package with a starter that fails and a solution that passes.

use crate::quiz::Both;
use crate::{Diagnostic, Placed, Source};
use serde::Deserialize;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// An exercise.
#[derive(Debug, Clone)]
pub struct Exercise {
    /// `collections/group-by`, as in `{{#exercise collections/group-by}}`.
    pub name: String,
    /// Its folder, relative to the book's root.
    pub dir: PathBuf,
    /// The text of its `exercise.toml`, to show the place of a problem.
    pub text: String,
    /// Its title.
    pub title: Both<Placed<String>>,
    /// What to do, in Markdown.
    pub task: Both<Placed<String>>,
    /// Hints in Markdown, each a little plainer than the one before.
    pub hints: Both<Vec<Placed<String>>>,
    /// Part of what a failing test says of the starter.
    pub fails: Placed<String>,
    /// The file that the reader edits, `src/lib.rs` or `src/main.rs`.
    pub file: String,
    /// It can be solved in a page: its tests need no files and start no processes.
    pub in_page: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    fails: Spanned<String>,
    page: Option<RawPage>,
    title: RawBoth<Spanned<String>>,
    task: RawBoth<Spanned<String>>,
    hints: RawBoth<Vec<Spanned<String>>>,
}

/// How a page lets a reader solve it.
#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum RawPage {
    /// Not at all.
    Terminal,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBoth<T> {
    ko: T,
    en: T,
}

/// The file that describes an exercise.
const FILE: &str = "exercise.toml";

impl Exercise {
    /// Reads the exercise in the folder `root/dir`.
    ///
    /// # Errors
    /// When a file is missing or `exercise.toml` is malformed.
    pub fn read(root: &Path, dir: &Path, name: &str) -> Result<Self, Diagnostic> {
        let path = dir.join(FILE);
        let text = std::fs::read_to_string(root.join(&path)).map_err(|error| {
            Diagnostic::file(&path, format!("cannot read this file: {error}"))
                .help("it holds the exercise's title, task and hints; CONTRIBUTING.md shows one")
        })?;
        let raw: Raw = toml::from_str(&text).map_err(|error| {
            let message = error.message().lines().next().unwrap_or_default();
            Diagnostic::at(&path, &text, error.span().unwrap_or(0..0), message)
                .help("CONTRIBUTING.md has a section on exercises")
        })?;
        let (ko, en) = (raw.hints.ko.len(), raw.hints.en.len());
        let file = edited_file(root, dir)?;
        // The tests of a program start it.
        let in_page = raw.page != Some(RawPage::Terminal) && file == "src/lib.rs";
        let exercise = Self {
            name: name.to_owned(),
            dir: dir.to_owned(),
            title: both(raw.title),
            task: both(raw.task),
            hints: Both {
                ko: raw.hints.ko.into_iter().map(Placed::from).collect(),
                en: raw.hints.en.into_iter().map(Placed::from).collect(),
            },
            fails: Placed::from(raw.fails),
            file,
            in_page,
            text,
        };
        if ko != en {
            let at = exercise
                .hints
                .en
                .first()
                .map_or(0..0, |hint| hint.range.clone());
            let problem = exercise.problem(&at, format!("{ko} hints in Korean, {en} in English"));
            return Err(problem.help("give both languages the same hints"));
        }
        Ok(exercise)
    }

    /// A problem at a place of its `exercise.toml`.
    pub fn problem(&self, range: &Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::at(self.dir.join(FILE), &self.text, range.clone(), message)
    }

    /// The solution's file, which stands in for [`Exercise::file`].
    pub fn solution(&self) -> PathBuf {
        let name = Path::new(&self.file).file_name().unwrap_or_default();
        self.dir.join("solution").join(name)
    }

    /// A file of the exercise as pages show it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn source(&self, root: &Path, path: &Path) -> Result<Source, Diagnostic> {
        Source::read(root, path.to_owned()).map(|(source, _)| source)
    }
}

/// `src/lib.rs`, or `src/main.rs` for a program; what else belongs to an exercise must be there too.
fn edited_file(root: &Path, dir: &Path) -> Result<String, Diagnostic> {
    let there = |file: &str| root.join(dir).join(file).is_file();
    let file = ["lib.rs", "main.rs"]
        .into_iter()
        .find(|file| there(&format!("src/{file}")));
    let missing = match file {
        None => Some("src/lib.rs".to_owned()),
        Some(file) => {
            let needed = [
                format!("solution/{file}"),
                "Cargo.toml".to_owned(),
                "tests/budget.rs".to_owned(),
            ];
            needed.into_iter().find(|file| !there(file))
        }
    };
    match (missing, file) {
        (None, Some(file)) => Ok(format!("src/{file}")),
        (missing, _) => {
            let file = missing.unwrap_or_default();
            Err(
                Diagnostic::file(dir, format!("this exercise has no {file}")).help(
                    "it needs Cargo.toml, src/, tests/budget.rs, solution/ and exercise.toml",
                ),
            )
        }
    }
}

fn both(raw: RawBoth<Spanned<String>>) -> Both<Placed<String>> {
    Both {
        ko: Placed::from(raw.ko),
        en: Placed::from(raw.en),
    }
}
