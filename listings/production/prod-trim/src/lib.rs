//! Blocks freed below one that stays, with glibc's allocator, and the call that gives their pages back.

#![expect(unsafe_code, reason = "malloc_trim is a function of C")]

use std::ffi::c_int;
use std::fs::File;
use std::hint::black_box;
use std::io::Read;

const BLOCKS: usize = 500;
const SIZE: usize = 64_000;

// ANCHOR: trim
unsafe extern "C" {
    /// Of glibc: gives whole free pages of all arenas back to the kernel.
    fn malloc_trim(pad: usize) -> c_int;
}

/// Frees everything but the last block, and then asks for the pages to be given back.
pub fn run() {
    let start = resident_kib();
    let blocks: Vec<Vec<u8>> = (0..BLOCKS).map(|_| vec![1; SIZE]).collect();
    let last = black_box(vec![1u8; SIZE]);
    println!("filled    +{:>6} KiB", resident_kib().saturating_sub(start));
    drop(blocks);
    println!("freed     +{:>6} KiB", resident_kib().saturating_sub(start));
    // SAFETY: it may be called at any time.
    unsafe { malloc_trim(0) };
    println!("trimmed   +{:>6} KiB", resident_kib().saturating_sub(start));
    drop(last);
}
// ANCHOR_END: trim

/// Resident pages of this process in KiB: the second number of `/proc/self/statm`, in pages.
fn resident_kib() -> usize {
    let mut text = [0; 128]; // on the stack: reading must not allocate
    let mut statm = File::open("/proc/self/statm").expect("Linux has /proc");
    let length = statm.read(&mut text).expect("statm is readable");
    let text = std::str::from_utf8(&text[..length]).expect("statm is ASCII");
    let pages = text.split(' ').nth(1).expect("statm has seven numbers");
    pages.parse::<usize>().expect("a number of pages") * 4096 / 1024
}
