//! Adds up folded stacks by function. Every line gets a list of its own, which lives until the next line.

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
        let mut functions: Vec<&str> = stack.split(';').collect();
        functions.sort();
        functions.dedup();
        for function in functions {
            *sums.entry(function).or_insert(0) += value;
        }
    }
    sums
}
