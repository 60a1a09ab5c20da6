//! Four ways to hand a large value to the caller.

use std::hint::black_box;

/// Thirty-two counters.
pub struct Report {
    counters: [u64; 32],
}

/// Runs the four ways.
pub fn run() {
    println!("a report of {} B", size_of::<Report>());
    value();
    boxed();
    out_parameter();
    borrowed();
}

// ANCHOR: ways
fn by_value(hits: u64) -> Report {
    Report {
        counters: [hits; 32],
    }
}

fn in_a_box(hits: u64) -> Box<Report> {
    Box::new(Report {
        counters: [hits; 32],
    })
}

fn into(report: &mut Report, hits: u64) {
    report.counters.fill(hits);
}

fn busiest(reports: &[Report]) -> &Report {
    let hits = |report: &&Report| report.counters[0];
    reports.iter().max_by_key(hits).expect("not empty")
}
// ANCHOR_END: ways

// ANCHOR: calls
/// The value itself is returned.
pub fn value() {
    black_box(by_value(black_box(7)));
}

/// A pointer is returned, and the heap asked for what it points to.
pub fn boxed() {
    black_box(in_a_box(black_box(7)));
}

/// The caller provides the place.
pub fn out_parameter() {
    let mut report = by_value(0);
    into(black_box(&mut report), 7);
}

/// What is returned belongs to the caller already.
pub fn borrowed() {
    let reports = [by_value(1), by_value(7)];
    black_box(busiest(&reports));
}
// ANCHOR_END: calls
