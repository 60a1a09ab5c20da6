//! An allocator that counts what a widget's code asks of the heap, by the rules of the book's reports.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// The system's allocator with a counter. A widget that shows counts declares it:
/// `#[global_allocator] static HEAP: glue::Counting = glue::Counting;`
#[derive(Debug)]
pub struct Counting;

static BLOCKS: AtomicU64 = AtomicU64::new(0);
static BYTES: AtomicU64 = AtomicU64::new(0);
static LIVE: AtomicU64 = AtomicU64::new(0);
static PEAK: AtomicU64 = AtomicU64::new(0);

/// What was asked of the heap. A reallocation is one more block with its whole new size; live bytes move by
/// the difference only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spent {
    /// Requests.
    pub blocks: u64,
    /// Their sizes together.
    pub bytes: u64,
    /// The most that was live at once.
    pub peak: u64,
}

/// Runs `work` and counts what it asks for. Without [`Counting`] as the global allocator it counts nothing.
pub fn spent<R>(work: impl FnOnce() -> R) -> (R, Spent) {
    let before = (BLOCKS.load(Relaxed), BYTES.load(Relaxed));
    let floor = LIVE.load(Relaxed);
    PEAK.store(floor, Relaxed);
    let result = work();
    let spent = Spent {
        blocks: BLOCKS.load(Relaxed) - before.0,
        bytes: BYTES.load(Relaxed) - before.1,
        peak: PEAK.load(Relaxed) - floor,
    };
    (result, spent)
}

fn requested(size: usize, instead_of: usize) {
    BLOCKS.fetch_add(1, Relaxed);
    BYTES.fetch_add(size as u64, Relaxed);
    freed(instead_of);
    let live = LIVE.fetch_add(size as u64, Relaxed) + size as u64;
    PEAK.fetch_max(live, Relaxed);
}

fn freed(size: usize) {
    LIVE.fetch_sub(size as u64, Relaxed);
}

#[expect(unsafe_code, reason = "an allocator hands out raw memory")]
// SAFETY: every request goes to the system's allocator as it came; counting allocates nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        requested(layout.size(), 0);
        // SAFETY: the caller's promises are passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        requested(layout.size(), 0);
        // SAFETY: the caller's promises are passed on.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        requested(size, layout.size());
        // SAFETY: the caller's promises are passed on.
        unsafe { System.realloc(block, layout, size) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        freed(layout.size());
        // SAFETY: the caller's promises are passed on.
        unsafe { System.dealloc(block, layout) }
    }
}
