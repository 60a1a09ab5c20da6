//! Puts the tracer of the sandboxed runner to everything it has a limit for, in the place of a reader's program.

use std::hint::black_box;
use std::sync::Mutex;

static KEPT: Mutex<Vec<Box<u64>>> = Mutex::new(Vec::new());

fn main() {
    let _report = memory_lab::begin();
    every_operation();
    more_stacks_than_are_kept(13);
    deeper_than_is_walked(300);
    let threads: Vec<_> = (0..4)
        .map(|_| std::thread::spawn(every_operation))
        .collect();
    for thread in threads {
        thread.join().expect("no panic");
    }
}

/// Some of the blocks stay, so that the report has live blocks at the end.
fn every_operation() {
    let mut growing = Vec::new();
    for number in 0..1_000_u64 {
        growing.push(black_box(number));
        drop(black_box(Box::new(number)));
    }
    growing.truncate(10);
    growing.shrink_to_fit();
    drop(black_box(vec![0_u8; 4096]));
    KEPT.lock().expect("no panic").push(Box::new(1));
}

/// Each way through this tree of calls is another stack.
fn more_stacks_than_are_kept(depth: u32) {
    if depth == 0 {
        drop(black_box(Box::new(1_u64)));
        return;
    }
    more_stacks_than_are_kept(depth - 1);
    black_box(depth);
    more_stacks_than_are_kept(depth - 1);
}

fn deeper_than_is_walked(depth: u32) {
    let block = black_box(Box::new(depth));
    if depth > 0 {
        deeper_than_is_walked(depth - 1);
    }
    drop(block);
}
