//! Two hundred jobs run at once, and their stacks take sixteen megabytes together. Reads `/proc`, so Linux alone.

use small_stacks::run_all;
use std::hint::black_box;
use std::sync::{Condvar, Mutex};
use std::time::Duration;

const JOBS: usize = 200;

/// What the stacks may take together, in KiB.
const BUDGET: u64 = 16 << 10;

static STARTED: Mutex<usize> = Mutex::new(0);
static ALL: Condvar = Condvar::new();

/// Keeps 8 KiB in its frame.
#[inline(never)]
fn job(number: usize) -> u64 {
    let buffer = black_box([number as u8; 8 << 10]);
    u64::from(buffer[number]) + number as u64
}

/// Waits until all jobs run, does the same work, and says how large its stack is in KiB.
fn measured(number: usize) -> u64 {
    let mut started = STARTED.lock().expect("nobody panics while holding it");
    *started += 1;
    ALL.notify_all();
    let wait = ALL.wait_timeout_while(started, Duration::from_secs(10), |started| *started < JOBS);
    let (started, timeout) = wait.expect("nobody panics while holding it");
    assert!(
        !timeout.timed_out(),
        "{} jobs run at the same time, expected are {JOBS}",
        *started
    );
    drop(started);
    black_box(job(number));
    own_stack()
}

/// The size of the mapping that holds a local of this thread.
fn own_stack() -> u64 {
    let local = 0_u8;
    let here = &raw const local as u64;
    let maps = std::fs::read_to_string("/proc/self/maps").expect("Linux has /proc");
    let ranges = maps
        .lines()
        .filter_map(|line| line.split_once(' ')?.0.split_once('-'));
    let number = |text| u64::from_str_radix(text, 16).expect("hexadecimal");
    let mut ranges = ranges.map(|(from, to)| number(from)..number(to));
    let own = ranges
        .find(|range| range.contains(&here))
        .expect("a local is mapped");
    (own.end - own.start) >> 10
}

#[test]
fn the_results_are_in_order() {
    let expected: Vec<u64> = (0..20).map(|number| number * 2).collect();
    assert_eq!(run_all(20, job), expected);
}

#[cfg(target_os = "linux")]
#[test]
fn all_stacks_together_are_small() {
    let sizes = run_all(JOBS, measured);
    let together: u64 = sizes.iter().sum();
    assert!(
        together <= BUDGET,
        "the stacks take {together} KiB together, the budget is {BUDGET}"
    );
}
