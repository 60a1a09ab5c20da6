//! Who builds a boxed array of 16 MiB, and where: on the stack first, or on the heap at once.

use std::hint::black_box;
use std::os::unix::process::ExitStatusExt;
use std::process::Command;

/// Twice the usual limit of a main thread's stack.
pub const SIZE: usize = 16 << 20;

/// Builds the array in a child process, and then here.
pub fn run() {
    println!("limit of the main stack: {} KiB", stack_limit() >> 10);
    println!("Box::new: {}", child("sh-big-box-on-stack"));
    println!("vec!, then boxed: {} bytes", from_vec());
}

// ANCHOR: on_stack
/// The array is an argument of `Box::new`, so it exists before the box does.
pub fn on_stack() -> usize {
    let boxed = Box::new([0_u8; SIZE]);
    black_box(&boxed).len()
}
// ANCHOR_END: on_stack

// ANCHOR: from_vec
/// `vec!` asks for zeroed memory on the heap; the rest changes types only.
pub fn from_vec() -> usize {
    let bytes = vec![0_u8; SIZE].into_boxed_slice();
    let boxed: Box<[u8; SIZE]> = bytes.try_into().expect("the lengths agree");
    black_box(&boxed).len()
}
// ANCHOR_END: from_vec

/// The soft limit of the main thread's stack in bytes, or 0 if there is none.
fn stack_limit() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").expect("Linux has /proc");
    let line = limits
        .lines()
        .find(|line| line.starts_with("Max stack size"));
    let soft = line.and_then(|line| line.split_whitespace().nth(3));
    soft.and_then(|soft| soft.parse().ok()).unwrap_or(0)
}

// ANCHOR: child
/// Runs the binary of this name beside our own, and says how it ended.
pub fn child(name: &str) -> String {
    let own = std::env::current_exe().expect("a path");
    let mut command = Command::new(own.with_file_name(name));
    let output = command.output().expect("cargo built it beside this one");
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find(|line| line.contains("overflowed"));
    let line = line.unwrap_or("nothing");
    match output.status.signal() {
        Some(signal) => format!("killed by signal {signal}\n  it said: {line}"),
        None => format!("ended well\n  it said: {line}"),
    }
}
// ANCHOR_END: child
