//! Ten of ten thousand numbers are kept, with their block, and without.

use std::sync::Mutex;

/// What a report holds until the next one.
static REPORT: Mutex<Vec<u64>> = Mutex::new(Vec::new());

/// Stores the report, and tells its length and room.
fn store(report: Vec<u64>) -> (usize, usize) {
    let sizes = (report.len(), report.capacity());
    if let Ok(mut stored) = REPORT.lock() {
        *stored = report;
    }
    sizes
}

fn rows() -> Vec<u64> {
    (0..10_000).collect()
}

// ANCHOR: leaky
/// The filter works in place: ten numbers in the block of all rows.
pub fn leaky() -> (usize, usize) {
    store(rows().into_iter().filter(|row| row % 1_000 == 0).collect())
}
// ANCHOR_END: leaky

// ANCHOR: fixed
/// The same ten numbers, in a block of their size.
pub fn fixed() -> (usize, usize) {
    let mut report: Vec<u64> = rows().into_iter().filter(|row| row % 1_000 == 0).collect();
    report.shrink_to_fit();
    store(report)
}
// ANCHOR_END: fixed

/// Makes both reports.
pub fn run() {
    let (numbers, room) = leaky();
    println!("leaky: {numbers} numbers, room for {room}");
    let (numbers, room) = fixed();
    println!("fixed: {numbers} numbers, room for {room}");
}
