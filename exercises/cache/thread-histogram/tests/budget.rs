//! Every response is counted, no two threads write to one pair of lines, and the padding is kept in bounds.

use std::ptr;
use std::sync::atomic::AtomicU64;
use std::thread;
use thread_histogram::Histogram;

const THREADS: usize = 8;

/// The number of the 128 bytes that hold this counter.
fn pair_of_lines(counter: &AtomicU64) -> usize {
    ptr::from_ref(counter).addr() / 128
}

#[test]
fn every_response_is_counted() {
    let histogram = Histogram::new(THREADS);
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let part = histogram.part(thread);
            scope.spawn(move || [1_000, 1_001, 50_000, 7].map(|micros| part.record(micros)));
        }
    });
    histogram.part(3).record(u64::MAX);
    assert_eq!(histogram.merged(), [16, 8, 8, 1]);
}

#[test]
fn no_two_threads_write_to_one_pair_of_lines() {
    let histogram = Histogram::new(THREADS);
    for one in 0..THREADS {
        for other in one + 1..THREADS {
            for mine in histogram.part(one).buckets() {
                for theirs in histogram.part(other).buckets() {
                    assert!(
                        pair_of_lines(mine) != pair_of_lines(theirs),
                        "threads {one} and {other} write to one pair of lines"
                    );
                }
            }
        }
    }
}

#[test]
fn a_thread_costs_one_pair_of_lines() {
    let (histogram, spent) = budget::spent(|| Histogram::new(THREADS));
    spent.at_most_blocks(1);
    spent.at_most_peak(THREADS * 128);
    drop(histogram);
}
