//! The same 100 MiB asked for in three ways, with the resident memory (RSS) read before and after.

use std::fs::File;
use std::hint::black_box;
use std::io::Read;

const SIZE: usize = 100 * 1024 * 1024;
const PAGE: usize = 4096;

/// Runs the three ways one after the other.
pub fn run() {
    zeroed();
    filled();
    reserved();
}

// ANCHOR: zeroed
/// Zeroed bytes: resident only after each page was touched.
pub fn zeroed() {
    let start = resident_kib();
    let mut data = vec![0u8; SIZE];
    println!("vec![0; n]        +{:>6} KiB", resident_kib() - start);
    for page in data.chunks_mut(PAGE) {
        page[0] = 1;
    }
    println!("  then touched    +{:>6} KiB", resident_kib() - start);
}
// ANCHOR_END: zeroed

// ANCHOR: filled
/// Any other byte has to be written, so every page is resident at once.
pub fn filled() {
    let start = resident_kib();
    let data = black_box(vec![1u8; SIZE]);
    println!("vec![1; n]        +{:>6} KiB", resident_kib() - start);
    drop(data);
}
// ANCHOR_END: filled

// ANCHOR: reserved
/// Capacity without length: asked for, never written.
pub fn reserved() {
    let start = resident_kib();
    let data = black_box(Vec::<u8>::with_capacity(SIZE));
    println!("with_capacity(n)  +{:>6} KiB", resident_kib() - start);
    drop(data);
}
// ANCHOR_END: reserved

// ANCHOR: resident
/// Resident pages of this process in KiB: the second number of `/proc/self/statm`, in pages.
fn resident_kib() -> usize {
    let mut text = [0; 128]; // on the stack: reading must not allocate
    let mut statm = File::open("/proc/self/statm").expect("Linux has /proc");
    let length = statm.read(&mut text).expect("statm is readable");
    let text = std::str::from_utf8(&text[..length]).expect("statm is ASCII");
    let pages = text.split(' ').nth(1).expect("statm has seven numbers");
    pages.parse::<usize>().expect("a number of pages") * PAGE / 1024
}
// ANCHOR_END: resident
