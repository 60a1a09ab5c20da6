//! The folded format of flame graphs: `outer;inner bytes`, a line per call path.

use catalog::{Measure, Stack};
use std::fmt::Write as _;

/// The bytes requested under each call path, or another figure, for inferno, speedscope and `flamegraph.pl`.
/// A path of which there is nothing to count is left out.
pub fn folded(stacks: &[Stack], measure: Measure) -> String {
    let counted = stacks.iter().filter(|stack| measure.of(stack) > 0);
    counted.fold(String::new(), |mut text, stack| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{} {}", stack.path, measure.of(stack));
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_holds_nothing_is_left_out() {
        let stack = |path: &str, end_bytes| Stack {
            case: "run".into(),
            path: path.into(),
            blocks: 1,
            bytes: 8,
            end_blocks: 0,
            end_bytes,
            peak_blocks: 0,
            peak_bytes: 0,
        };
        let stacks = [stack("run;keep", 8), stack("run;drop", 0)];
        assert_eq!(folded(&stacks, Measure::Bytes), "run;keep 8\nrun;drop 8\n");
        assert_eq!(folded(&stacks, Measure::EndBytes), "run;keep 8\n");
    }
}
