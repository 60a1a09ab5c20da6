//! A list of a million boxes, dropped by itself and by a loop.

use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitStatus, Stdio};

/// So many that the recursion does not fit into 8 MiB.
pub const LONG: u32 = 1_000_000;

/// Drops a long list in two child processes.
pub fn run() {
    println!("a list of {LONG}");
    println!(
        "left to itself: {}",
        ending(child("sh-deep-drop-recursive"))
    );
    println!(
        "with a loop:    {}",
        ending(child("sh-deep-drop-iterative"))
    );
}

// ANCHOR: node
/// A list in which each node owns the next.
pub struct Node {
    _value: u32,
    next: Option<Box<Node>>,
}

/// Builds a list from its end, without recursion.
pub fn list(length: u32) -> Option<Box<Node>> {
    let mut next = None;
    for _value in 0..length {
        next = Some(Box::new(Node { _value, next }));
    }
    next
}
// ANCHOR_END: node

// ANCHOR: iterative
/// A list whose nodes are taken apart by a loop.
pub struct List(pub Option<Box<Node>>);

impl Drop for List {
    fn drop(&mut self) {
        let mut next = self.0.take();
        while let Some(mut node) = next {
            next = node.next.take();
        } // `node` has no next any more when it is dropped here
    }
}
// ANCHOR_END: iterative

/// A short list, dropped node in node.
pub fn recursive() {
    drop(list(1_000));
}

/// The same list, dropped node after node.
pub fn iterative() {
    drop(List(list(1_000)));
}

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
