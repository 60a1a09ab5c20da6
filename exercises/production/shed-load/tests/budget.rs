//! The gate closes at once, opens late, and asks nothing of the heap.

use shed_load::{CALM, Gate};
use std::time::Duration;

const LIMIT: u64 = 1_000;

fn at(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// Ten seconds of a service that gets more than it can do; how often it changed its mind.
fn overload() -> usize {
    let mut gate = Gate::new(LIMIT);
    let (mut used, mut open, mut switches) = (0_u64, true, 0);
    for tick in 0..1_000 {
        let admits = gate.admits(at(tick * 10), used);
        switches += usize::from(admits != open);
        open = admits;
        used = used.saturating_sub(10) + if admits { 30 } else { 0 };
        assert!(used < LIMIT, "the limit was reached");
    }
    switches
}

#[test]
fn it_closes_at_once_and_opens_after_a_calm_second() {
    let mut gate = Gate::new(LIMIT);
    assert!(gate.admits(at(0), 799));
    assert!(!gate.admits(at(10), 800));
    assert!(!gate.admits(at(20), 700), "80% is past, but 60% is not reached");
    assert!(!gate.admits(at(30), 599));
    assert!(!gate.admits(at(30) + CALM - at(1), 599));
    assert!(gate.admits(at(30) + CALM, 599));
    assert!(gate.admits(at(40) + CALM, 799), "an open gate looks at 80% only");
}

#[test]
fn an_interrupted_calm_begins_anew() {
    let mut gate = Gate::new(LIMIT);
    assert!(!gate.admits(at(0), 900));
    assert!(!gate.admits(at(100), 500));
    assert!(!gate.admits(at(900), 600));
    assert!(!gate.admits(at(1_200), 500));
    assert!(gate.admits(at(2_200), 500));
}

#[test]
fn it_does_not_flap() {
    let switches = overload();
    assert!(switches >= 2, "it has to close and to open again");
    assert!(switches <= 20, "switched {switches} times in ten seconds");
}

#[test]
fn deciding_asks_nothing_of_the_heap() {
    let (_, spent) = budget::spent(overload);
    spent.at_most_blocks(0);
}
