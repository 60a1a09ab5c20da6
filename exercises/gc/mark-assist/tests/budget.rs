//! The heap ends at its goal, and no allocation waits for more than its share.

use mark_assist::{Plan, cycle};

fn plan(background: u64) -> Plan {
    Plan {
        work: 64,
        room: 32,
        background,
    }
}

#[test]
fn the_heap_ends_at_its_goal() {
    for background in [1, 2] {
        let over = cycle(plan(background)).over;
        assert_eq!(over, 0, "the heap ended {over} MiB above its goal");
    }
}

#[test]
fn the_program_marks_only_what_the_background_does_not() {
    assert_eq!(cycle(plan(2)).assisted, 0);
    assert_eq!(cycle(plan(8)).assisted, 0);
    assert_eq!(cycle(plan(1)).assisted, 32);
}

#[test]
fn no_allocation_waits_for_more_than_its_share() {
    let outcome = cycle(plan(1));
    assert!(
        outcome.longest <= 1,
        "one allocation had to mark {} MiB",
        outcome.longest
    );
}

#[test]
fn assisting_costs_no_block() {
    let (_, spent) = budget::spent(|| cycle(plan(1)));
    spent.at_most_blocks(0);
}
