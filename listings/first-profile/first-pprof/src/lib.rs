//! A small service: a hundred requests, every tenth answer kept in a cache.

use std::sync::Mutex;

static CACHE: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Serves a hundred requests and says how many answers the cache kept.
pub fn run() {
    for id in 0..100 {
        let answer = answer(id);
        if id % 10 == 0 {
            keep(answer);
        }
    }
    let cache = CACHE.lock().expect("no thread panicked");
    println!("served 100 requests, kept {} answers", cache.len());
}

// ANCHOR: serve
// ANCHOR: answer
/// Builds one answer of 256 bytes in a single block.
fn answer(id: u32) -> String {
    let mut answer = String::with_capacity(256);
    answer.push_str("order ");
    answer.push_str(if id % 2 == 0 { "even" } else { "odd" });
    answer
}
// ANCHOR_END: answer

/// Moves an answer into the cache, which lives as long as the program.
fn keep(answer: String) {
    let mut cache = CACHE.lock().expect("no thread panicked");
    cache.push(answer);
}
// ANCHOR_END: serve
