//! A small service in which five places allocate, each for a reason of its own.

use std::hint::black_box;
use std::sync::Mutex;

/// A visitor whom nobody will ask for again.
struct Visit {
    earlier: Option<Box<Visit>>,
    note: [u8; 56],
}

static LATEST: Mutex<Option<Box<Visit>>> = Mutex::new(None);

// ANCHOR: run
/// Serves forty requests.
pub fn run() {
    let catalogue = catalogue();
    for id in 0..40 {
        let body = black_box(body());
        for line in body.chunks(1024) {
            black_box(label(line));
        }
        remember(id);
        if id % 20 == 19 {
            black_box(report());
        }
    }
    println!("served 40 requests from {} pages", catalogue.len());
}
// ANCHOR_END: run

// ANCHOR: label
/// A short text for one line, gone before the next.
fn label(line: &[u8]) -> String {
    let mut label = String::with_capacity(24);
    label.push_str(if line[0] == 0 { "empty" } else { "text" });
    label
}
// ANCHOR_END: label

// ANCHOR: body
/// A buffer for the body of one request.
fn body() -> Vec<u8> {
    vec![0; 8192]
}
// ANCHOR_END: body

// ANCHOR: report
/// A large summary, twice in the whole run.
fn report() -> Vec<u8> {
    vec![0; 100_000]
}
// ANCHOR_END: report

// ANCHOR: catalogue
/// Built once, read by every request, freed at the end.
fn catalogue() -> Vec<Vec<u8>> {
    let mut pages = Vec::with_capacity(60);
    for _ in 0..60 {
        pages.push(vec![0; 800]);
    }
    pages
}
// ANCHOR_END: catalogue

// ANCHOR: remember
/// Puts a visit in front of the earlier ones, in a list that only grows.
fn remember(id: u8) {
    let mut latest = LATEST.lock().expect("no thread panicked");
    let (earlier, note) = (latest.take(), [id; 56]);
    let visit = Visit { earlier, note };
    black_box((&visit.earlier, &visit.note));
    *latest = Some(Box::new(visit));
}
// ANCHOR_END: remember
