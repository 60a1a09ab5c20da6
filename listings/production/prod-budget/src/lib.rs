//! The same burst of uploads: let in, limited by number, and limited by bytes.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};

// ANCHOR: budget
/// What all requests together may take of something, of bytes for example.
pub struct Budget {
    limit: usize,
    used: AtomicUsize,
}

/// A share of a budget, which goes back when the permit is dropped.
pub struct Permit<'a> {
    budget: &'a Budget,
    share: usize,
}

impl Budget {
    /// A budget of which nothing is used.
    pub fn new(limit: usize) -> Self {
        let used = AtomicUsize::new(0);
        Self { limit, used }
    }

    /// Takes a share, or takes nothing and says so; it never waits.
    pub fn take(&self, share: usize) -> Option<Permit<'_>> {
        let add = |used: usize| used.checked_add(share).filter(|&sum| sum <= self.limit);
        let taken = self
            .used
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
        taken.is_ok().then(|| Permit {
            budget: self,
            share,
        })
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.budget.used.fetch_sub(self.share, Ordering::Relaxed);
    }
}
// ANCHOR_END: budget

// ANCHOR: serve
/// The uploads that arrive in a tick: one in a calm one, four in a burst, the last of them large.
fn arrivals(tick: usize) -> &'static [usize] {
    match tick {
        4..9 => &[16 << 10, 16 << 10, 16 << 10, 64 << 10],
        0..13 => &[16 << 10],
        _ => &[],
    }
}

/// Lets in what the budget permits, and finishes one upload in each tick; who was served, who refused.
fn serve(budget: &Budget, share: fn(usize) -> usize) -> [usize; 2] {
    let (mut served, mut refused) = (0, 0);
    let mut queue = VecDeque::with_capacity(32);
    for tick in 0.. {
        for &bytes in arrivals(tick) {
            match budget.take(share(bytes)) {
                Some(permit) => queue.push_back((vec![1_u8; bytes], permit)),
                None => refused += 1, // the client gets a 503, and may come again
            }
        }
        if queue.pop_front().is_none() {
            break;
        }
        served += 1;
    }
    [served, refused]
}
// ANCHOR_END: serve

// ANCHOR: cases
/// Everybody comes in.
pub fn open() -> [usize; 2] {
    serve(&Budget::new(usize::MAX), |bytes| bytes)
}

/// Eight uploads at a time, whatever their size.
pub fn counted() -> [usize; 2] {
    serve(&Budget::new(8), |_| 1)
}

/// 128 KiB at a time, which is room for eight small uploads.
pub fn budgeted() -> [usize; 2] {
    serve(&Budget::new(128 << 10), |bytes| bytes)
}
// ANCHOR_END: cases

/// Serves the same burst three times.
pub fn run() {
    let show = |title, [served, refused]: [usize; 2]| {
        println!("{title:<19} {served:>2} served, {refused:>2} refused");
    };
    show("no limit:", open());
    show("eight at a time:", counted());
    show("128 KiB at a time:", budgeted());
}
