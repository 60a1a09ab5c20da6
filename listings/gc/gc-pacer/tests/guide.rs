//! The worked examples of the guide to Go's collector, to the byte.

use gc_pacer::{MIB, Totals, goal, serve};

#[test]
fn eight_mebibytes_live_and_two_of_roots() {
    let goal = |gogc| goal(8 * MIB, MIB + MIB, Some(gogc));
    assert_eq!(goal(100), 18 * MIB);
    assert_eq!(goal(50), 13 * MIB);
    assert_eq!(goal(200), 28 * MIB);
}

#[test]
fn a_small_heap_gets_the_minimum_and_the_minimum_scales() {
    assert_eq!(goal(MIB, 0, Some(100)), 4 * MIB);
    assert_eq!(goal(MIB, 0, Some(50)), 2 * MIB);
    assert_eq!(goal(MIB, 0, Some(200)), 8 * MIB);
}

#[test]
fn a_spike_to_thirty_mebibytes_needs_sixty_at_100() {
    assert_eq!(goal(30 * MIB, 0, Some(100)), 60 * MIB);
}

#[test]
fn off_means_never() {
    assert_eq!(goal(8 * MIB, 2 * MIB, None), u64::MAX);
}

#[test]
fn doubling_gogc_doubles_the_overhead_and_halves_the_marking() {
    for gogc in [25, 50, 100, 200] {
        let once: Totals = serve(20 * MIB, 2_000 * MIB, gogc);
        let twice = serve(20 * MIB, 2_000 * MIB, 2 * gogc);
        assert_eq!(twice.peak - 20 * MIB, 2 * (once.peak - 20 * MIB));
        assert_eq!(once.marked, 2 * twice.marked);
    }
}
