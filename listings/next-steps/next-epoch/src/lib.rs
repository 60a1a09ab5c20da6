//! Pages that are let go of now and freed when no reader can see them any more.

use crossbeam_epoch::{Collector, LocalHandle};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

// ANCHOR: page
/// A page that counts its release, since nothing else shows when it comes.
struct Page {
    freed: Arc<AtomicUsize>,
    _bytes: [u8; 4096],
}

impl Drop for Page {
    fn drop(&mut self) {
        self.freed.fetch_add(1, Ordering::Relaxed);
    }
}
// ANCHOR_END: page

// ANCHOR: retire
/// Lets go of some pages that a reader may still look at: they are freed later.
fn retire(writer: &LocalHandle, pages: usize, freed: &Arc<AtomicUsize>) {
    let guard = writer.pin();
    for _ in 0..pages {
        let freed = Arc::clone(freed);
        let page = Box::new(Page {
            freed,
            _bytes: [0; 4096],
        });
        guard.defer(move || drop(page));
    }
}

/// Pins and unpins once: what every operation of a lock-free collection does.
fn round(writer: &LocalHandle) {
    writer.pin().flush();
}
// ANCHOR_END: retire

// ANCHOR: run
/// A writer lets go of ten pages while a reader is pinned, and again after it has left.
pub fn run() {
    let collector = Collector::new();
    let (reader, writer) = (collector.register(), collector.register());
    let freed = Arc::new(AtomicUsize::new(0));
    let count = || freed.load(Ordering::Relaxed);

    let looking = reader.pin();
    retire(&writer, 10, &freed);
    println!("retired: {:>30} pages", 10);
    for _ in 0..5 {
        round(&writer);
    }
    println!("reader pinned, after 5 rounds: {:>7} freed", count());
    drop(looking);
    round(&writer);
    println!("reader gone, after 1 round: {:>10} freed", count());
    round(&writer);
    println!("reader gone, after 2 rounds: {:>9} freed", count());
}
// ANCHOR_END: run
