//! The limit holds where it can, and gives way where it cannot.

use gc_memlimit::{MIB, Phase, Settings, Totals, goal, misfit, spike};

fn serve(phases: &[Phase], settings: Settings) -> Totals {
    let mut noted = 0;
    let totals = gc_memlimit::serve(phases, settings, |_, before, after| {
        noted += 1;
        assert!(before >= after, "a collection frees or leaves alone");
    });
    assert_eq!(noted, totals.cycles);
    totals
}

fn settings(gogc: Option<u64>, limit: Option<u64>, capped: bool) -> Settings {
    Settings {
        gogc,
        limit: limit.map(|mebibytes| mebibytes * MIB),
        capped,
    }
}

#[test]
fn a_spike_to_thirty_needs_sixty_without_a_limit_and_fits_fifty_with_it() {
    let free = serve(&spike(), settings(Some(100), None, true));
    let held = serve(&spike(), settings(Some(100), Some(50), true));
    assert_eq!(free.peak, 60 * MIB);
    assert!(held.peak <= 50 * MIB);
    assert!(held.cycles > free.cycles);
}

#[test]
fn off_with_a_limit_collects_least_of_all_that_fit() {
    let off = serve(&spike(), settings(None, Some(50), true));
    assert!(off.peak <= 50 * MIB);
    for gogc in [25, 50, 100, 200, 400] {
        let other = serve(&spike(), settings(Some(gogc), Some(50), true));
        assert!(off.cycles <= other.cycles, "GOGC {gogc}");
    }
}

#[test]
fn the_cap_halves_the_time_and_lets_the_heap_pass_the_limit() {
    let stalled = serve(&misfit(), settings(Some(100), Some(50), false));
    let capped = serve(&misfit(), settings(Some(100), Some(50), true));
    assert_eq!(stalled.cycles, 1_000);
    // The bucket is the only leeway beyond one half.
    assert!(capped.collector <= capped.program + 200);
    assert!(capped.peak > stalled.peak && capped.peak < 2 * stalled.peak);
}

#[test]
fn the_goal_is_never_below_what_is_live() {
    assert_eq!(goal(60 * MIB, settings(None, Some(50), true)), 60 * MIB);
    let endless = Phase {
        allocate: 500,
        live: 10,
    };
    assert_eq!(serve(&[endless], settings(None, None, true)).cycles, 0);
}
