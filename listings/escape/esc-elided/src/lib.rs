//! A box that the optimiser leaves out, and one that it may not.

use std::io::Write;
use std::process::{Command, Stdio};

// ANCHOR: sources
const PLAIN: &str = "
    #[inline(never)]
    pub fn seven() -> u64 {
        let boxed = Box::new(7);
        *boxed
    }";

const HIDDEN: &str = "
    #[inline(never)]
    pub fn seven() -> u64 {
        let boxed = std::hint::black_box(Box::new(7));
        *boxed
    }";
// ANCHOR_END: sources

// ANCHOR: run
/// Compiles each, and looks for the allocator in the assembly.
pub fn run() {
    println!("plain, not optimised: {}", allocates(PLAIN, "0"));
    println!("plain:                {}", allocates(PLAIN, "3"));
    println!("behind black_box:     {}", allocates(HIDDEN, "3"));
}

fn allocates(source: &str, level: &str) -> &'static str {
    let assembly = compile(source, level);
    assert!(assembly.contains("seven"), "the function was compiled");
    match assembly.contains("__rust_alloc") || assembly.contains("exchange_malloc") {
        true => "calls the allocator",
        false => "does not",
    }
}
// ANCHOR_END: run

fn compile(source: &str, level: &str) -> String {
    let mut rustc = Command::new("rustc")
        .args([
            "-",
            "--crate-name=boxes",
            "--crate-type=lib",
            "--edition=2024",
        ])
        .args(["--emit=asm", "-o", "-", "-C"])
        .arg(format!("opt-level={level}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("rustc is on the PATH");
    let mut input = rustc.stdin.take().expect("piped");
    input.write_all(source.as_bytes()).expect("rustc reads");
    drop(input);
    let output = rustc.wait_with_output().expect("rustc ends");
    String::from_utf8(output.stdout).expect("assembly is text")
}
