//! News is reported once, and reading it asks nothing of the heap.

use memory_events::{Alert, Events, alert, parse};

/// A file as the kernel writes it, with one kill some time ago.
const FILE: &str = "low 0\nhigh 12\nmax 40\noom 1\noom_kill 1\noom_group_kill 0\n";

fn events(high: u64, max: u64, oom_kill: u64) -> Events {
    Events { high, max, oom_kill }
}

#[test]
fn the_counters_are_found_by_their_names() {
    assert_eq!(parse(FILE), events(12, 40, 1));
    assert_eq!(parse("oom_kill 7\nnew_counter 9\n"), events(0, 0, 7));
    assert_eq!(parse(""), Events::default());
}

#[test]
fn an_old_kill_is_no_news() {
    let same = parse(FILE);
    assert_eq!(alert(same, same), None, "an old kill is no news");
}

#[test]
fn what_has_grown_is_reported() {
    let before = parse(FILE);
    assert_eq!(alert(before, events(12, 47, 3)), Some(Alert::Killed(2)));
    assert_eq!(alert(before, events(13, 40, 1)), Some(Alert::Short));
    assert_eq!(alert(before, events(12, 41, 1)), Some(Alert::Short));
}

#[test]
fn a_new_container_counts_from_zero() {
    let before = events(12, 40, 5);
    assert_eq!(alert(before, events(0, 0, 0)), None);
    assert_eq!(alert(before, events(0, 3, 1)), Some(Alert::Killed(1)));
}

#[test]
fn reading_asks_nothing_of_the_heap() {
    let (news, spent) = budget::spent(|| alert(parse(FILE), parse(FILE)));
    assert_eq!(news, None, "an old kill is no news");
    spent.at_most_blocks(0);
}
