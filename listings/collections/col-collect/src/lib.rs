//! `collect` asks for as much room as the iterator promises, or takes over the memory it came from.

use std::hint::black_box;

/// Runs every case and prints what it left.
pub fn run() {
    show("range", &ranged());
    show("filter", &filtered());
    show("map, same size", &mapped());
    show("map, other size", &narrowed());
    show("filter, in place", &sifted());
}

fn show<T>(name: &str, kept: &Vec<T>) {
    println!(
        "{name:<17} {:>4} elements, room for {:>4}",
        kept.len(),
        kept.capacity()
    );
}

// ANCHOR: ranged
/// A range knows how long it is.
pub fn ranged() -> Vec<u64> {
    (0..1_000).collect()
}
// ANCHOR_END: ranged

// ANCHOR: filtered
/// A filter over a range may keep nothing or everything.
pub fn filtered() -> Vec<u64> {
    (0..1_000).filter(|n| n % 2 == 0).collect()
}
// ANCHOR_END: filtered

// ANCHOR: in_place
/// The vector is consumed, and its block is used again.
pub fn mapped() -> Vec<u64> {
    black_box(source()).into_iter().map(|n| n * 2).collect()
}

/// Elements of another size and alignment need a block of their own.
pub fn narrowed() -> Vec<u32> {
    black_box(source()).into_iter().map(|n| n as u32).collect()
}

/// Ten elements stay, in the block of a thousand.
pub fn sifted() -> Vec<u64> {
    black_box(source())
        .into_iter()
        .filter(|n| n % 100 == 0)
        .collect()
}
// ANCHOR_END: in_place

fn source() -> Vec<u64> {
    (0..1_000).collect()
}
