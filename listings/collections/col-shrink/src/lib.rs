//! A thousand numbers, thrown away in four ways; only some give the memory back.

/// Empties the vector in every way and prints what room it keeps.
pub fn run() {
    println!("clear          keeps room for {}", cleared().capacity());
    println!("truncate       keeps room for {}", truncated().capacity());
    println!("shrink_to_fit  keeps room for {}", shrunk().capacity());
    println!("mem::take      keeps room for {}", taken().capacity());
}

// ANCHOR: cases
/// No elements, the same block.
pub fn cleared() -> Vec<u64> {
    let mut numbers = full();
    numbers.clear();
    numbers
}

/// Ten elements, the same block.
pub fn truncated() -> Vec<u64> {
    let mut numbers = full();
    numbers.truncate(10);
    numbers
}

/// Ten elements in a block of their size.
pub fn shrunk() -> Vec<u64> {
    let mut numbers = truncated();
    numbers.shrink_to_fit();
    numbers
}

/// Whoever takes the contents takes the block with them.
pub fn taken() -> Vec<u64> {
    let mut numbers = full();
    drop(std::mem::take(&mut numbers));
    numbers
}
// ANCHOR_END: cases

fn full() -> Vec<u64> {
    (0..1_000).collect()
}
