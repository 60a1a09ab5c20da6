//! A frame for every call that is running, and no request to the allocator for any of them.

use std::hint::black_box;

/// Runs the three parts.
pub fn run() {
    depth(0, 0);
    println!("sum: {} and {}", on_stack(), boxed());
}

// ANCHOR: depth
/// Prints how far below its caller's local its own local lies.
#[inline(never)]
pub fn depth(level: u64, caller: usize) {
    let local = black_box(level);
    let here = &raw const local as usize;
    if level > 0 {
        println!("depth {level}: {:>4} B below the caller", caller - here);
    }
    if level < 4 {
        depth(level + 1, here);
    }
}
// ANCHOR_END: depth

// ANCHOR: on_stack
/// A thousand calls, each with 128 bytes in its frame.
pub fn on_stack() -> u64 {
    let mut sum = 0;
    for i in 0..1_000 {
        sum += local_buffer(i);
    }
    sum
}

#[inline(never)]
fn local_buffer(i: u64) -> u64 {
    let buffer = black_box([i; 16]);
    buffer[3]
}
// ANCHOR_END: on_stack

// ANCHOR: boxed
/// The same thousand calls, with the 128 bytes on the heap.
pub fn boxed() -> u64 {
    let mut sum = 0;
    for i in 0..1_000 {
        sum += boxed_buffer(i);
    }
    sum
}

#[inline(never)]
fn boxed_buffer(i: u64) -> u64 {
    let buffer = black_box(Box::new([i; 16]));
    buffer[3]
}
// ANCHOR_END: boxed
