//! The folded format of flame graphs: `outer;inner bytes`, a line per call path.

use catalog::Stack;
use std::fmt::Write as _;

/// The bytes requested under each call path, for inferno, speedscope and `flamegraph.pl`.
pub fn folded(stacks: &[Stack]) -> String {
    stacks.iter().fold(String::new(), |mut text, stack| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{} {}", stack.path, stack.bytes);
        text
    })
}
