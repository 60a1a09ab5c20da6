//! What a reader wants run, as both protocols and the listings say it.

use crate::toolchain::hash;

/// The longest source that is compiled.
pub const LONGEST_SOURCE: usize = 64 << 10;

/// What is to be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The source: a program, or a listing's `src/lib.rs`.
    pub code: String,
    /// The listing that the code is or was.
    pub listing: Option<String>,
    /// The exercise that the code is a solution of: its tests are run.
    pub exercise: Option<String>,
    /// The edition.
    pub edition: Edition,
    /// Optimised or not.
    pub mode: Mode,
    /// What to compile it to.
    pub kind: Crate,
    /// Run its tests.
    pub tests: bool,
    /// Print a backtrace after a panic.
    pub backtrace: bool,
}

/// An edition of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "a year each")]
pub enum Edition {
    E2015,
    E2018,
    E2021,
    E2024,
}

impl Edition {
    /// As rustc calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::E2015 => "2015",
            Self::E2018 => "2018",
            Self::E2021 => "2021",
            Self::E2024 => "2024",
        }
    }
}

/// Optimised or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// As Cargo's dev profile.
    Debug,
    /// As Cargo's release profile.
    Release,
}

/// What to compile to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crate {
    /// A program, which is run.
    Bin,
    /// A library, which is only compiled.
    Lib,
}

impl Request {
    /// A listing's code as the page sends it.
    pub fn of_listing(code: String, listing: &str) -> Self {
        Self {
            listing: Some(listing.to_owned()),
            ..Self::program(code)
        }
    }

    /// A reader's solution of an exercise, `collections/group-by`, with its tests.
    pub fn of_exercise(code: String, exercise: &str) -> Self {
        Self {
            exercise: Some(exercise.to_owned()),
            tests: true,
            ..Self::program(code)
        }
    }

    /// A program in the newest edition, not optimised.
    pub fn program(code: String) -> Self {
        Self {
            code,
            listing: None,
            exercise: None,
            edition: Edition::E2024,
            mode: Mode::Debug,
            kind: Crate::Bin,
            tests: false,
            backtrace: false,
        }
    }

    /// Changes with whatever changes the binary.
    pub(crate) fn key(&self, name: &str, beside: &str) -> String {
        let flags = format!(
            "{} {:?} {:?} {}",
            self.edition.name(),
            self.mode,
            self.kind,
            self.tests
        );
        hash([name, &flags, beside, &self.code].map(str::as_bytes))
    }
}
