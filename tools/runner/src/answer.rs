//! What a reader is told: while a run goes on, and when it is over.

use crate::compile::Diagnostic;
use crate::heap::Heap;
use crate::spec::{Ended, Tier};
use serde::Serialize;

/// What a reader can be shown while it happens.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "lowercase", tag = "type", content = "text")]
pub enum Event {
    /// rustc was started.
    Compiling,
    /// The program was started.
    Running,
    /// It printed this.
    Stdout(String),
    /// It complained this.
    Stderr(String),
}

/// Why a run is over, in terms of a reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "reason", content = "value")]
pub enum Reason {
    /// `main` returned.
    Finished,
    /// It ended with this code.
    Failed(i32),
    /// `main` panicked.
    Panicked,
    /// It aborted.
    Aborted,
    /// A thread had no stack left.
    StackOverflow,
    /// It asked for more memory than it may have.
    MemoryLimit,
    /// Killed after this many milliseconds.
    TimeLimit(u64),
    /// Killed when it had printed this many bytes.
    OutputLimit(u64),
    /// Killed by the reader.
    Killed,
    /// Ended by this signal.
    Signal(i32),
    /// The code does not compile.
    CompileError,
    /// rustc was killed at a limit.
    CompilerKilled,
    /// The sandbox does not hold, so nothing was run.
    Refused(String),
}

/// Everything about a run.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// Why it is over.
    pub exit: Reason,
    /// What it printed.
    pub stdout: String,
    /// What it complained.
    pub stderr: String,
    /// What rustc said.
    pub diagnostics: Vec<Diagnostic>,
    /// What it did to the heap; nothing when the report could not be written or linked.
    pub heap: Option<Heap>,
    /// How it was confined.
    pub tier: Tier,
    /// The binary was already there.
    pub cached: bool,
    /// Milliseconds for compiling and for running.
    pub milliseconds: [u64; 2],
}

impl Answer {
    /// Whether it ran to its end without an error.
    pub fn success(&self) -> bool {
        self.exit == Reason::Finished
    }
}

/// Bytes that arrive in pieces, a letter of several bytes perhaps in two.
#[derive(Default)]
pub(crate) struct Text {
    /// All of it so far.
    pub(crate) text: String,
    rest: Vec<u8>,
}

impl Text {
    /// Adds a piece and returns what became readable.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> String {
        self.rest.extend_from_slice(bytes);
        let complete = match std::str::from_utf8(&self.rest) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => self.rest.len(),
        };
        let piece = String::from_utf8_lossy(&self.rest[..complete]).into_owned();
        self.rest.drain(..complete);
        self.text.push_str(&piece);
        piece
    }
}

/// Numbers of signals that are the same on every Unix.
const SIGABRT: i32 = 6;

impl Reason {
    /// What an end means; a program says some of it on stderr.
    pub(crate) fn of(ended: Ended, stderr: &str) -> Self {
        match ended {
            Ended::Exit(0) => Self::Finished,
            Ended::Exit(101) => Self::Panicked,
            Ended::Exit(code) => Self::Failed(code),
            Ended::Signal(SIGABRT) if stderr.contains("has overflowed its stack") => {
                Self::StackOverflow
            }
            Ended::Signal(SIGABRT) if stderr.contains("memory allocation of") => Self::MemoryLimit,
            Ended::Signal(SIGABRT) => Self::Aborted,
            Ended::Signal(signal) => Self::Signal(signal),
            Ended::TimeLimit(limit) => Self::TimeLimit(limit),
            Ended::OutputLimit(limit) => Self::OutputLimit(limit),
            Ended::Killed => Self::Killed,
            Ended::Refused(why) => Self::Refused(why),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_in_two_pieces_is_one_letter() {
        let mut text = Text::default();
        let letter = "한".as_bytes();
        assert_eq!(text.push(&letter[..1]), "");
        assert_eq!(text.push(&letter[1..]), "한");
        assert_eq!(text.push(b"\xff!"), "\u{fffd}!");
    }
}
