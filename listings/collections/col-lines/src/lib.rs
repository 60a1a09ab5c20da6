//! A thousand lines read in three ways: a new string each, one string again and again, no string.

use std::io::BufRead;

const LINE: &str = "2026-11-22 request served\n";

/// Reads the lines in every way and prints how many letters it saw.
pub fn run() {
    println!("lines()      {} bytes", owned());
    println!("read_line()  {} bytes", reused());
    println!("str::lines   {} bytes", borrowed());
}

// ANCHOR: cases
/// Every line is a new `String`.
pub fn owned() -> usize {
    let input = input();
    input
        .as_bytes()
        .lines()
        .map_while(Result::ok)
        .map(|line| line.len())
        .sum()
}

/// One `String` is cleared and filled again.
pub fn reused() -> usize {
    let input = input();
    let (mut reader, mut line, mut bytes) = (input.as_bytes(), String::new(), 0);
    while reader.read_line(&mut line).is_ok_and(|read| read > 0) {
        bytes += line.trim_end().len();
        line.clear();
    }
    bytes
}

/// Every line is a slice of the input.
pub fn borrowed() -> usize {
    let input = input();
    input.lines().map(str::len).sum()
}
// ANCHOR_END: cases

/// A thousand lines in one block.
fn input() -> String {
    LINE.repeat(1_000)
}
