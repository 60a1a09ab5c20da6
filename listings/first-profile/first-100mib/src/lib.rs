//! Allocates 100 MiB, fills it, uses it, and gives it back.

use std::array;

const SIZE: usize = 100 * 1024 * 1024;

// ANCHOR: run
/// The whole program: allocate, use, release.
pub fn run() {
    let data = allocate_memory();
    println!("allocated {} bytes", data.len());
    println!("the last byte is {}", data[SIZE - 1]);
    drop(data); // the owner lets go: the block is freed on this line
    println!("released");
}
// ANCHOR_END: run

// ANCHOR: allocate
/// Returns 100 MiB in which byte `i` holds `i % 256`.
fn allocate_memory() -> Vec<u8> {
    let mut data = vec![0u8; SIZE];
    let pattern: [u8; 256] = array::from_fn(|i| i as u8);
    for piece in data.chunks_exact_mut(pattern.len()) {
        piece.copy_from_slice(&pattern);
    }
    data
}
// ANCHOR_END: allocate
