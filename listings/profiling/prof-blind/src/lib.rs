//! Eight mebibytes in a vector, on a stack, and reserved only: what the process holds while they are there.

use std::fs::File;
use std::hint::black_box;
use std::io::Read;
use std::thread;

const SIZE: usize = 8 << 20;
const PAGE: usize = 4096;

/// Tries the three, one after the other.
pub fn run() {
    vector();
    stack();
    reserved();
}

// ANCHOR: three
/// On the heap, and written to.
pub fn vector() {
    let start = resident();
    let data = black_box(vec![1u8; SIZE]);
    println!("vector:   +{:>2} MiB", mebibytes(resident() - start));
    drop(data);
}

/// On the stack of a thread: a frame for each page, and the deepest of them looks.
pub fn stack() {
    let start = resident();
    let small = thread::Builder::new().stack_size(4 * SIZE);
    let thread = small.spawn(|| deep(SIZE / PAGE)).expect("a thread");
    let end = thread.join().expect("no panic");
    println!("stack:    +{:>2} MiB", mebibytes(end - start));
}

/// On the heap, and never written to.
pub fn reserved() {
    let start = resident();
    let data = black_box(Vec::<u8>::with_capacity(SIZE));
    println!("reserved: +{:>2} MiB", mebibytes(resident() - start));
    drop(data);
}
// ANCHOR_END: three

/// Calls itself so many times, a page of locals each, and returns what is resident at the bottom.
fn deep(frames: usize) -> usize {
    let mut page = [0u8; PAGE];
    black_box(&mut page)[0] = 1;
    let resident = if frames == 0 {
        resident()
    } else {
        deep(frames - 1)
    };
    black_box(&page);
    resident
}

fn mebibytes(bytes: usize) -> usize {
    (bytes + (1 << 19)) >> 20
}

/// Resident bytes of this process: the second number of `/proc/self/statm`, in pages.
fn resident() -> usize {
    let mut text = [0; 128]; // on the stack: reading must not allocate
    let mut statm = File::open("/proc/self/statm").expect("Linux has /proc");
    let length = statm.read(&mut text).expect("statm is readable");
    let text = std::str::from_utf8(&text[..length]).expect("statm is ASCII");
    let pages = text.split(' ').nth(1).expect("statm has seven numbers");
    pages.parse::<usize>().expect("a number of pages") * PAGE
}
