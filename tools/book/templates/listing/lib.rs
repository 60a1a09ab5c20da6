//! {{sentence}}

// ANCHOR: run
/// Collects a hundred numbers: replace it with what your section asks about.
pub fn run() {
    let numbers: Vec<u64> = (0..100).collect();
    println!("{} numbers", numbers.len());
}
// ANCHOR_END: run
