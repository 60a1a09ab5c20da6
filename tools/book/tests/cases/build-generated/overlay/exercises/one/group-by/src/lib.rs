//! Counts words. Every look-up makes a string, although most words are known already.

use std::collections::HashMap;

/// How often each word occurs.
pub fn count<'a>(words: impl Iterator<Item = &'a str>) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in words {
        *counts.entry(word.to_string()).or_insert(0) += 1;
    }
    counts
}
