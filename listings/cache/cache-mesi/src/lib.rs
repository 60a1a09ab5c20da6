//! Two cores, two counters, and the lines they lie on. A model of cache coherence: it counts, and knows no time.

use State::{Exclusive, Invalid, Modified, Shared};

// ANCHOR: model
/// How many bytes move together.
pub const LINE: usize = 64;

/// What a core may assume about its copy of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The only copy, and newer than memory.
    Modified,
    /// The only copy, and as in memory.
    Exclusive,
    /// There may be another, and all are as in memory.
    Shared,
    /// There is no copy here.
    Invalid,
}

/// The copies that two cores have of two lines, and what happened so far.
#[derive(Clone, Debug)]
pub struct Caches {
    lines: [[State; 2]; 2],
    /// How often a line came to a core that had no copy.
    pub transfers: u32,
    /// How often a core lost its copy, since the other one wrote.
    pub invalidations: u32,
}

impl Caches {
    /// A core reads: without a copy it has to fetch the line.
    pub fn read(&mut self, core: usize, address: usize) {
        let line = &mut self.lines[address / LINE];
        let other = 1 - core;
        if line[core] == Invalid {
            self.transfers += 1;
            line[core] = Exclusive;
            if line[other] != Invalid {
                *line = [Shared; 2];
            }
        }
    }

    /// A core adds to a counter: it needs the line, and needs it alone.
    pub fn add(&mut self, core: usize, address: usize) {
        let line = &mut self.lines[address / LINE];
        let other = 1 - core;
        if line[core] == Invalid {
            self.transfers += 1;
        }
        if line[other] != Invalid {
            line[other] = Invalid;
            self.invalidations += 1;
        }
        line[core] = Modified;
    }
}
// ANCHOR_END: model

impl Caches {
    /// Nobody has a copy of anything.
    pub fn new() -> Self {
        Self {
            lines: [[Invalid; 2]; 2],
            transfers: 0,
            invalidations: 0,
        }
    }

    /// What the two cores know about the line of an address.
    pub fn states(&self, address: usize) -> [State; 2] {
        self.lines[address / LINE]
    }
}

impl Default for Caches {
    fn default() -> Self {
        Self::new()
    }
}

impl State {
    /// Its letter.
    pub fn letter(self) -> char {
        match self {
            Modified => 'M',
            Exclusive => 'E',
            Shared => 'S',
            Invalid => 'I',
        }
    }
}

// ANCHOR: run
/// The address of the first counter.
pub const X: usize = 0;
/// The second one, right behind it.
pub const BESIDE: usize = X + 8;
/// The second one, on a line of its own.
pub const APART: usize = X + LINE;

/// Both cores write, once with the counters side by side, once apart; then one only reads.
pub fn run() {
    for (title, y) in [("one line", BESIDE), ("two lines", APART)] {
        println!("{title}");
        let mut caches = Caches::new();
        for _ in 0..2 {
            caches.add(0, X);
            step("A adds to x", &caches, y);
            caches.add(1, y);
            step("B adds to y", &caches, y);
        }
        totals(&rounds(|caches| {
            caches.add(0, X);
            caches.add(1, y);
        }));
    }
    println!("one line, and B only reads");
    totals(&rounds(|caches| {
        caches.add(0, X);
        caches.read(1, BESIDE);
    }));
}
// ANCHOR_END: run

/// A thousand times the same.
fn rounds(round: impl Fn(&mut Caches)) -> Caches {
    let mut caches = Caches::new();
    for _ in 0..1_000 {
        round(&mut caches);
    }
    caches
}

fn step(what: &str, caches: &Caches, y: usize) {
    let letters = |address| caches.states(address).map(State::letter);
    let ([ax, bx], [ay, by]) = (letters(X), letters(y));
    println!("  {what}: x is {ax} in A, {bx} in B; y is {ay} in A, {by} in B");
}

fn totals(caches: &Caches) {
    let Caches {
        transfers,
        invalidations,
        ..
    } = caches;
    println!("  1000 rounds: {transfers} transfers, {invalidations} invalidations");
}
