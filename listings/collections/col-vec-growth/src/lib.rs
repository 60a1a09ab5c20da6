//! Pushes 4,000 numbers: into a vector that grows, and into one that was given its size.

// ANCHOR: run
/// Fills both vectors and prints where they ended.
pub fn run() {
    let grown = grown();
    let reserved = reserved();
    println!("grown:    {} of {} used", grown.len(), grown.capacity());
    println!(
        "reserved: {} of {} used",
        reserved.len(),
        reserved.capacity()
    );
}
// ANCHOR_END: run

// ANCHOR: grown
/// Starts empty, and asks for a larger block whenever it is full.
pub fn grown() -> Vec<u64> {
    let mut numbers = Vec::new();
    let mut capacity = 0;
    for n in 0..4_000 {
        numbers.push(n);
        if numbers.capacity() != capacity {
            capacity = numbers.capacity();
            println!("{:>5} numbers, room for {capacity:>5}", numbers.len());
        }
    }
    numbers
}
// ANCHOR_END: grown

// ANCHOR: reserved
/// Says at the start how much room it will need.
pub fn reserved() -> Vec<u64> {
    let mut numbers = Vec::with_capacity(4_000);
    for n in 0..4_000 {
        numbers.push(n);
    }
    numbers
}
// ANCHOR_END: reserved
