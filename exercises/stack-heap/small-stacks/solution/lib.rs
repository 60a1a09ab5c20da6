//! Runs a job on many threads at once, each with a stack of a stated size.

use std::thread::Builder;

/// The job keeps 8 KiB in a frame; the rest is for what it calls.
const STACK: usize = 64 << 10;

/// Runs the job once for each number below `count`, all at the same time, and collects the results in order.
pub fn run_all(count: usize, job: fn(usize) -> u64) -> Vec<u64> {
    let spawn = |number| {
        let thread = Builder::new().stack_size(STACK).spawn(move || job(number));
        thread.expect("the system has room for one more thread")
    };
    let threads: Vec<_> = (0..count).map(spawn).collect();
    threads
        .into_iter()
        .map(|thread| thread.join().expect("the job does not panic"))
        .collect()
}
