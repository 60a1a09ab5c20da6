//! A heap budget as a test: one function keeps to it, the other does not.

use std::hint::black_box;
use std::panic;
use std::path::PathBuf;

#[global_allocator]
static ALLOC: dhat::Alloc = dhat::Alloc;

const WORDS: [&str; 6] = ["one", "request", "is", "enough", "for", "an answer"];

// ANCHOR: answers
/// Knows the length before it asks.
pub fn joined() -> String {
    WORDS.join(" ")
}

/// Asks again whenever the room is used up.
pub fn pushed() -> String {
    let mut answer = String::new();
    for word in WORDS {
        answer.push_str(word);
        answer.push(' ');
    }
    answer
}
// ANCHOR_END: answers

// ANCHOR: test
/// The body of a test: an answer takes one block, and leaves nothing.
pub fn one_block(answer: fn() -> String) {
    let profiler = dhat::Profiler::builder().testing();
    let _profiler = profiler.file_name(saved()).build();

    let text = black_box(answer());
    let stats = dhat::HeapStats::get();
    dhat::assert_eq!(stats.total_blocks, 1);
    dhat::assert_eq!(stats.curr_bytes, text.capacity());

    drop(text);
    let stats = dhat::HeapStats::get();
    dhat::assert_eq!(stats.curr_bytes, 0);
}
// ANCHOR_END: test

type Answer = fn() -> String;

/// Where a failure saves its profile, so that two runs at once do not meet.
fn saved() -> PathBuf {
    std::env::temp_dir().join(format!("prof-heap-test-{}.json", std::process::id()))
}

/// Runs it for both functions, as a test runner would, and looks for what a failure saves.
pub fn run() {
    panic::set_hook(Box::new(|_| {})); // what the panic says is printed below
    let answers: [(&str, Answer); 2] = [("joined", joined), ("pushed", pushed)];
    for (name, answer) in answers {
        let Err(said) = panic::catch_unwind(|| one_block(answer)) else {
            println!("test {name} ... ok");
            continue;
        };
        let said = said.downcast_ref::<String>().expect("a message");
        println!("test {name} ... FAILED\n{said}");
        let profile = std::fs::read_to_string(saved()).expect("a failure saves a profile");
        std::fs::remove_file(saved()).expect("it is ours");
        let points = profile.matches("\"tbk\":").count();
        println!("saved a profile, program points: {points}");
    }
}
