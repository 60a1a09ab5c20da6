//! A heap goal under a memory limit, a spike, and the cap on the collector's time.

/// One mebibyte.
pub const MIB: u64 = 1 << 20;

// ANCHOR: goal
/// What the operator sets.
#[derive(Clone, Copy)]
pub struct Settings {
    /// `GOGC`, or off.
    pub gogc: Option<u64>,
    /// `GOMEMLIMIT` in bytes, or none.
    pub limit: Option<u64>,
    /// Whether the collector may take at most half of the time.
    pub capped: bool,
}

/// The smaller of two goals, and never less than what is live.
pub fn goal(live: u64, settings: Settings) -> u64 {
    let floor = |percent: u64| 4 * MIB * percent / 100;
    let by_gogc = settings.gogc.map_or(u64::MAX, |percent| {
        (live + live * percent / 100).max(floor(percent))
    });
    // Go keeps 3 % of the limit free, and at least a MiB, since a cycle never ends exactly on its goal.
    let by_limit = settings.limit.map_or(u64::MAX, |limit| {
        limit.saturating_sub((limit / 100 * 3).max(MIB))
    });
    by_gogc.min(by_limit).max(live)
}
// ANCHOR_END: goal

// ANCHOR: service
/// A stretch of work: MiB allocated one after the other, while `live` of them are needed.
pub struct Phase {
    /// MiB to allocate.
    pub allocate: u64,
    /// MiB that are live meanwhile.
    pub live: u64,
}

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// The largest heap in bytes.
    pub peak: u64,
    /// Collections.
    pub cycles: u64,
    /// Time of the program, in units.
    pub program: u64,
    /// Time of the collector, in units.
    pub collector: u64,
}

impl Totals {
    /// The collector's share of the time, in percent.
    pub fn share(&self) -> u64 {
        100 * self.collector / (self.collector + self.program).max(1)
    }
}
// ANCHOR_END: service

// ANCHOR: serve
/// The program works for ten units per MiB, the collector marks a MiB in one.
pub const WORK_PER_MIB: u64 = 10;

/// How far the collector may run ahead of the program: the size of its bucket, in units.
const BUCKET: u64 = 200;

/// Runs the phases, and collects at the goal or as soon as the cap permits. At each
/// collection `note` gets the program's time until then, and the heap before and after.
pub fn serve(phases: &[Phase], settings: Settings, mut note: impl FnMut(u64, u64, u64)) -> Totals {
    let mut totals = Totals::default();
    let mut next = goal(phases[0].live * MIB, settings);
    let (mut heap, mut bucket) = (phases[0].live * MIB, 0);
    for phase in phases {
        for _ in 0..phase.allocate {
            heap += MIB;
            totals.program += WORK_PER_MIB;
            bucket = u64::saturating_sub(bucket, WORK_PER_MIB);
            totals.peak = totals.peak.max(heap);
            // While the live part still grows, not more of it is there than was allocated.
            let live = heap.min(phase.live * MIB);
            let cost = live / MIB;
            let permitted = !settings.capped || bucket + cost <= BUCKET;
            if heap >= next && permitted {
                totals.cycles += 1;
                totals.collector += cost;
                bucket += cost;
                note(totals.program, heap, live);
                heap = live;
                next = goal(live, settings);
            }
        }
    }
    totals
}
// ANCHOR_END: serve

// ANCHOR: run
/// 20 MiB live, for a moment 30, then 20 again.
pub fn spike() -> [Phase; 3] {
    [(800, 20), (100, 30), (800, 20)].map(|(allocate, live)| Phase { allocate, live })
}

/// A live heap that no collection can bring below the limit.
pub fn misfit() -> [Phase; 1] {
    [Phase {
        allocate: 1_000,
        live: 60,
    }]
}

/// Prints the spike under four settings, then the misfit without and with the cap.
pub fn run() {
    let show = |title: &str, phases: &[Phase], gogc, limit: Option<u64>, capped| {
        let limit = limit.map(|mebibytes| mebibytes * MIB);
        let settings = Settings {
            gogc,
            limit,
            capped,
        };
        let totals = serve(phases, settings, |_, _, _| {});
        let (peak, cycles, share) = (totals.peak / MIB, totals.cycles, totals.share());
        println!("{title} peak {peak:>2} MiB, {cycles:>4} cycles, GC {share:>2}%");
    };
    println!("a spike from 20 to 30 MiB live");
    show("  no limit:  ", &spike(), Some(100), None, true);
    show("  GOGC 40:   ", &spike(), Some(40), None, true);
    show("  limit 50:  ", &spike(), Some(100), Some(50), true);
    show("  off, 50:   ", &spike(), None, Some(50), true);
    println!("60 MiB live under a limit of 50");
    show("  hard limit:", &misfit(), Some(100), Some(50), false);
    show("  capped:    ", &misfit(), Some(100), Some(50), true);
}
// ANCHOR_END: run
