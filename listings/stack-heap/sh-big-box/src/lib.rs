//! Who builds a boxed array of 16 MiB, and where: on the stack first, or on the heap at once.

use std::hint::black_box;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitStatus, Stdio};

/// Twice the usual limit of a main thread's stack.
pub const SIZE: usize = 16 << 20;

/// Builds the array in a child process, and then here.
pub fn run() {
    println!("Box::new: {}", ending(child("sh-big-box-on-stack")));
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

// ANCHOR: child
/// Runs the binary of this name beside our own.
fn child(name: &str) -> ExitStatus {
    let own = std::env::current_exe().expect("a path");
    let mut command = Command::new(own.with_file_name(name));
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status().expect("cargo built it beside this one")
}

fn ending(status: ExitStatus) -> String {
    match status.signal() {
        Some(signal) => format!("killed by signal {signal}"),
        None => format!("ended with code {}", status.code().unwrap_or(-1)),
    }
}
// ANCHOR_END: child
