//! Grows a vector and lets it go.

// ANCHOR: run
/// Fills a vector, looks at it, frees it.
pub fn run() {
    let numbers = grown();
    println!("{} numbers in {} slots", numbers.len(), numbers.capacity());
    drop(numbers);
}
// ANCHOR_END: run

// ANCHOR: grown
/// Pushes without saying how many there will be.
fn grown() -> Vec<u64> {
    let mut numbers = Vec::new();
    for n in 0..5 {
        numbers.push(n);
    }
    numbers
}
// ANCHOR_END: grown
