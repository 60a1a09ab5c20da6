//! Runs a job on many threads at once. Each of them reserves far more stack than the job needs.

use std::thread;

/// Runs the job once for each number below `count`, all at the same time, and collects the results in order.
pub fn run_all(count: usize, job: fn(usize) -> u64) -> Vec<u64> {
    let threads: Vec<_> = (0..count)
        .map(|number| thread::spawn(move || job(number)))
        .collect();
    threads
        .into_iter()
        .map(|thread| thread.join().expect("the job does not panic"))
        .collect()
}
