//! A thousand entries: into a map that grows, and into one that was given its size.

use std::collections::HashMap;

/// Fills the maps and prints what became of them.
pub fn run() {
    println!(
        "grown:    {} entries, room for {}",
        grown().len(),
        grown().capacity()
    );
    println!(
        "reserved: {} entries, room for {}",
        reserved().len(),
        reserved().capacity()
    );
    println!(
        "cleared:  {} entries, room for {}",
        cleared().len(),
        cleared().capacity()
    );
}

// ANCHOR: grown
/// Starts empty; each time it is full, a new table is filled and the old one freed.
pub fn grown() -> HashMap<u64, u64> {
    let mut squares = HashMap::new();
    for n in 0..1_000 {
        squares.insert(n, n * n);
    }
    squares
}
// ANCHOR_END: grown

// ANCHOR: reserved
/// Says at the start how many entries will come.
pub fn reserved() -> HashMap<u64, u64> {
    let mut squares = HashMap::with_capacity(1_000);
    for n in 0..1_000 {
        squares.insert(n, n * n);
    }
    squares
}
// ANCHOR_END: reserved

// ANCHOR: cleared
/// Empty again, but the table stays.
pub fn cleared() -> HashMap<u64, u64> {
    let mut squares = reserved();
    squares.clear();
    squares
}
// ANCHOR_END: cleared
