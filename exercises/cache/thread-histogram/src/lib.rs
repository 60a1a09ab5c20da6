//! A histogram of response times, with a part for each thread.
//!
//! No thread writes what another one reads, and still they disturb each other.

use std::sync::atomic::{AtomicU64, Ordering};

/// Upper bounds of the buckets in microseconds; the last bucket takes what is slower.
pub const BOUNDS: [u64; 3] = [1_000, 10_000, 100_000];
/// How many buckets there are.
pub const BUCKETS: usize = BOUNDS.len() + 1;

/// What one thread has counted.
#[derive(Default)]
pub struct Part {
    buckets: [AtomicU64; BUCKETS],
}

impl Part {
    /// Counts one response.
    pub fn record(&self, micros: u64) {
        let slower = BOUNDS.iter().filter(|bound| micros > **bound).count();
        self.buckets[slower].fetch_add(1, Ordering::Relaxed);
    }

    /// The buckets, from fast to slow.
    pub fn buckets(&self) -> &[AtomicU64; BUCKETS] {
        &self.buckets
    }
}

/// The parts of all threads.
pub struct Histogram {
    parts: Vec<Part>,
}

impl Histogram {
    /// Nothing counted yet, by so many threads.
    pub fn new(threads: usize) -> Self {
        let parts = (0..threads).map(|_| Part::default());
        Self {
            parts: parts.collect(),
        }
    }

    /// The part that belongs to a thread.
    pub fn part(&self, thread: usize) -> &Part {
        &self.parts[thread]
    }

    /// What all threads have counted together.
    pub fn merged(&self) -> [u64; BUCKETS] {
        let mut merged = [0; BUCKETS];
        for part in &self.parts {
            for (sum, bucket) in merged.iter_mut().zip(&part.buckets) {
                *sum += bucket.load(Ordering::Relaxed);
            }
        }
        merged
    }
}
