//! When the next collection starts: Go's formula, and what it makes of a steady service.

/// One mebibyte.
pub const MIB: u64 = 1 << 20;

// ANCHOR: goal
/// The heap size that the next cycle aims at; without `gogc` there is none.
///
/// `live` bytes were marked by the last cycle, `roots` are the stacks and globals that it scanned.
pub fn goal(live: u64, roots: u64, gogc: Option<u64>) -> u64 {
    let Some(percent) = gogc else {
        return u64::MAX;
    };
    let floor = 4 * MIB * percent / 100;
    (live + (live + roots) * percent / 100).max(floor)
}
// ANCHOR_END: goal

// ANCHOR: serve
/// What a run of a service came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Collections.
    pub cycles: u64,
    /// The largest heap, in bytes.
    pub peak: u64,
    /// Bytes marked, over all cycles.
    pub marked: u64,
}

/// Allocates `bytes` in steps of a MiB, of which `live` are needed at any time.
pub fn serve(live: u64, bytes: u64, gogc: u64) -> Totals {
    let mut totals = Totals::default();
    let mut heap = live;
    for _ in 0..bytes / MIB {
        heap += MIB;
        totals.peak = totals.peak.max(heap);
        if heap >= goal(live, 0, Some(gogc)) {
            totals.cycles += 1;
            totals.marked += live;
            heap = live;
        }
    }
    totals
}
// ANCHOR_END: serve

// ANCHOR: run
/// The guide's example, a larger heap, a tiny one, and a service under five settings.
pub fn run() {
    println!("8 MiB live, 2 MiB of roots:");
    for gogc in [50, 100, 200] {
        let goal = goal(8 * MIB, 2 * MIB, Some(gogc));
        println!("  GOGC {gogc:>3}: goal {} MiB", goal / MIB);
    }
    println!("50 MiB live, 2 MiB of roots:");
    let larger = goal(50 * MIB, 2 * MIB, Some(150));
    println!("  GOGC 150: goal {} MiB", larger / MIB);
    let floor = |gogc| goal(0, 0, Some(gogc)) / MIB;
    let (half, one, two) = (floor(50), floor(100), floor(200));
    println!("floor: {half} MiB at 50, {one} MiB at 100, {two} MiB at 200");

    println!("20 MiB live, 2000 MiB allocated:");
    for gogc in [25, 50, 100, 200, 400] {
        let run = serve(20 * MIB, 2_000 * MIB, gogc);
        let (cycles, peak, marked) = (run.cycles, run.peak / MIB, run.marked / MIB);
        println!(
            "  GOGC {gogc:>3}: {cycles:>3} cycles, peak {peak:>3} MiB, marked {marked:>4} MiB"
        );
    }
}
// ANCHOR_END: run
