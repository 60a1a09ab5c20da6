//! A thousand counters of a service: padded one by one, in shards for each thread, and merged at the end.

use std::array;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

/// How many things the service counts.
pub const COUNTERS: usize = 1_000;
/// How many threads count.
pub const THREADS: usize = 4;

/// Every thread counts everything once, in three ways.
pub fn run() {
    println!("plain:   {} counted", counted::<1, COUNTERS>());
    println!("sharded: {} counted", counted::<THREADS, COUNTERS>());
    println!("merged:  {} counted", merged().iter().sum::<u64>());
}

// ANCHOR: padded
/// A thousand counters side by side.
pub fn plain() -> Vec<AtomicU64> {
    (0..COUNTERS).map(|_| AtomicU64::new(0)).collect()
}

/// A counter on a pair of lines of its own.
#[repr(align(128))]
pub struct Padded(pub AtomicU64);

/// A thousand counters, each of them padded.
pub fn padded() -> Vec<Padded> {
    let padded = (0..COUNTERS).map(|_| Padded(AtomicU64::new(0)));
    padded.collect()
}
// ANCHOR_END: padded

// ANCHOR: sharded
/// The counters of one thread: padding stands between threads, and not between counters.
#[repr(align(128))]
struct Shard<const N: usize>([AtomicU64; N]);

/// Counters that every thread has for itself, and that anybody may add up at any time.
pub struct Sharded<const N: usize>(Vec<Shard<N>>);

impl<const N: usize> Sharded<N> {
    /// Zeros, for so many threads.
    pub fn new(threads: usize) -> Self {
        let shard = |_| Shard(array::from_fn(|_| AtomicU64::new(0)));
        Self((0..threads).map(shard).collect())
    }

    /// Counts one thing on behalf of a thread.
    pub fn record(&self, thread: usize, counter: usize) {
        let Shard(counters) = &self.0[thread % self.0.len()];
        counters[counter].fetch_add(1, Ordering::Relaxed);
    }

    /// What all threads have counted.
    pub fn total(&self, counter: usize) -> u64 {
        let shards = self.0.iter();
        shards
            .map(|Shard(counters)| counters[counter].load(Ordering::Relaxed))
            .sum()
    }
}

/// A thousand counters for each thread.
pub fn sharded() -> Sharded<COUNTERS> {
    Sharded::new(THREADS)
}
// ANCHOR_END: sharded

/// Four threads count everything once, in so many shards.
fn counted<const SHARDS: usize, const N: usize>() -> u64 {
    let all = Arc::new(Sharded::<N>::new(SHARDS));
    let threads = [0, 1, 2, 3].map(|thread| {
        let all = Arc::clone(&all);
        thread::spawn(move || (0..N).for_each(|counter| all.record(thread, counter)))
    });
    for thread in threads {
        let _ = thread.join(); // counting does not panic
    }
    (0..N).map(|counter| all.total(counter)).sum()
}

// ANCHOR: merged
/// The counters of one thread while nobody else looks: plain numbers.
pub fn part() -> Vec<u64> {
    vec![0; COUNTERS]
}

/// Each thread counts in a vector of its own, without atomics, and hands it over at its end.
pub fn merged() -> Vec<u64> {
    let threads = [0; THREADS].map(|_| {
        thread::spawn(|| {
            let mut counters = part();
            counters.iter_mut().for_each(|counter| *counter += 1);
            counters
        })
    });
    let mut all = part();
    for thread in threads {
        let counters = thread.join().unwrap_or_default();
        all.iter_mut()
            .zip(counters)
            .for_each(|(sum, one)| *sum += one);
    }
    all
}
// ANCHOR_END: merged
