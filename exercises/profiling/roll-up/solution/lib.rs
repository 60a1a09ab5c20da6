//! Adds up folded stacks by function, looking back along the line instead of keeping a list of it.

use std::collections::HashMap;

/// What each function and all that it called requested, from lines such as `main;serve;answer 256`.
/// A stack counts once for a function, however often the function stands in it.
pub fn cumulative(folded: &str) -> HashMap<&str, u64> {
    let mut sums = HashMap::new();
    for line in folded.lines() {
        let Some((stack, value)) = line.rsplit_once(' ') else {
            continue;
        };
        let value: u64 = value.parse().unwrap_or(0);
        for (depth, function) in stack.split(';').enumerate() {
            let seen = stack.split(';').take(depth).any(|outer| outer == function);
            if !seen {
                *sums.entry(function).or_insert(0) += value;
            }
        }
    }
    sums
}
