//! One buffer, four owners: the line that frees it is the line where its owner ends.

use std::hint::black_box;

const SIZE: usize = 100 * 1024 * 1024;

// ANCHOR: run
/// Ends an owner in four ways; each frees its block on another line.
pub fn run() {
    {
        let inner = buffer();
        println!("inner block: {} bytes", inner.len());
    } // `inner` ends with its block

    let moved = buffer();
    consume(moved); // the caller no longer owns it

    let early = buffer();
    println!("early: {} bytes", early.len());
    drop(early); // taken by value and let go

    let kept = buffer();
    println!("kept: {} bytes", kept.len());
} // `kept` ends with the function

fn consume(data: Vec<u8>) {
    println!("moved: {} bytes", data.len());
} // the callee was the owner: freed here, before its caller goes on
// ANCHOR_END: run

fn buffer() -> Vec<u8> {
    black_box(vec![0; SIZE]) // or an optimised build leaves the unused block out
}
