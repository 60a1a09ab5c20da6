//! The thin layer between a page's widget and the book's own Rust, compiled to WebAssembly.
//!
//! A widget's crate has one function from a line of text to a line of text, usually JSON, and passes it to
//! [`export!`]. In the browser three C functions carry the two texts across; on this machine [`serve`] answers
//! the questions of a file, so that the tests can hold the one against the other. No wasm-bindgen: it would add a tool and
//! a version lock for two strings.

mod counting;
#[doc(hidden)]
pub mod crossing;

pub use counting::{Counting, Spent, spent};

use std::fs::File;
use std::io::{BufRead, BufReader, Write};

/// Exports a function `fn(&str) -> String` to the page: `glue::export!(answer);`, once in a crate.
#[macro_export]
macro_rules! export {
    ($answer:ident) => {
        #[cfg(target_arch = "wasm32")]
        #[allow(unsafe_code, reason = "a name that JavaScript can call")]
        mod exported {
            /// Makes room for a question of `length` bytes and returns where to write it.
            #[unsafe(no_mangle)]
            pub extern "C" fn question(length: usize) -> *mut u8 {
                $crate::crossing::question(length)
            }

            /// Answers the question and returns the answer's length.
            #[unsafe(no_mangle)]
            pub extern "C" fn ask() -> usize {
                $crate::crossing::ask(super::$answer)
            }

            /// Where the answer stands, until the next question.
            #[unsafe(no_mangle)]
            pub extern "C" fn answer() -> *const u8 {
                $crate::crossing::answer()
            }
        }
    };
}

/// Answers each line of the file that the first argument names, or of stdin, by a line of stdout: the `main` of
/// a widget's crate on this machine.
///
/// # Errors
/// When the file cannot be read.
///
/// # Panics
/// When an answer holds a line break, which the other side would take for two answers.
pub fn serve(answer: fn(&str) -> String) -> std::io::Result<()> {
    let questions: Box<dyn BufRead> = match std::env::args_os().nth(1) {
        Some(path) => Box::new(BufReader::new(File::open(path)?)),
        None => Box::new(std::io::stdin().lock()),
    };
    let mut out = std::io::stdout().lock();
    for line in questions.lines() {
        let line = line?;
        if line.is_empty() {
            continue;
        }
        let text = answer(&line);
        assert!(!text.contains('\n'), "an answer is one line: {text}");
        writeln!(out, "{text}")?;
    }
    Ok(())
}
