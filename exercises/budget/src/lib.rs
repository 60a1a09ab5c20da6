//! Counts what a piece of code asks of the heap, for the tests of the exercises.
//!
//! It counts as the book does: a block is a request, and a reallocation is one more block with its whole
//! new size. It counts per thread, so that tests may run side by side.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// What was asked of the heap.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spent {
    /// Requests, reallocations among them.
    pub blocks: usize,
    /// Bytes requested.
    pub bytes: usize,
    /// The most bytes that were live at once.
    pub peak: usize,
    /// Bytes more than before that were live at the end; below zero when more was freed than requested.
    pub left: isize,
    live: usize,
}

impl Spent {
    fn request(mut self, size: usize, old: usize) -> Self {
        self.blocks += 1;
        self.bytes += size;
        self.left += size as isize - old as isize;
        self.live = self.live.saturating_sub(old) + size;
        self.peak = self.peak.max(self.live);
        self
    }

    fn free(mut self, size: usize) -> Self {
        self.left -= size as isize;
        self.live = self.live.saturating_sub(size);
        self
    }

    /// Fails the test when more blocks were requested.
    ///
    /// # Panics
    /// Above the budget.
    #[track_caller]
    pub fn at_most_blocks(self, budget: usize) {
        let Self { blocks, .. } = self;
        assert!(blocks <= budget, "asked for {blocks} blocks, the budget is {budget}");
    }

    /// Fails the test when more bytes were live at once.
    ///
    /// # Panics
    /// Above the budget.
    #[track_caller]
    pub fn at_most_peak(self, budget: usize) {
        let Self { peak, .. } = self;
        assert!(peak <= budget, "{peak} bytes were live at once, the budget is {budget}");
    }

    /// Fails the test when more bytes are left behind, of whatever the work requested or freed.
    ///
    /// # Panics
    /// Above the budget.
    #[track_caller]
    pub fn at_most_left(self, budget: isize) {
        let Self { left, .. } = self;
        assert!(left <= budget, "{left} bytes were left behind, the budget is {budget}");
    }
}

thread_local! {
    static SPENT: Cell<Spent> = const { Cell::new(Spent { blocks: 0, bytes: 0, peak: 0, left: 0, live: 0 }) };
}

/// Runs `work` and says what it asked of the heap on this thread.
pub fn spent<T>(work: impl FnOnce() -> T) -> (T, Spent) {
    SPENT.set(Spent::default());
    let result = work();
    (result, SPENT.get())
}

fn count(change: impl FnOnce(Spent) -> Spent) {
    // While a thread ends its counter may be gone already, and nobody asks for it any more.
    let _ = SPENT.try_with(|spent| spent.set(change(spent.get())));
}

struct Counting;

// SAFETY: every call is passed on to `System` unchanged; counting neither allocates nor unwinds.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(|spent| spent.request(layout.size(), 0));
        // SAFETY: the caller keeps the contract of `alloc`, which is the same.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(|spent| spent.request(layout.size(), 0));
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        count(|spent| spent.request(new_size, layout.size()));
        // SAFETY: as above.
        unsafe { System.realloc(block, layout, new_size) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        count(|spent| spent.free(layout.size()));
        // SAFETY: as above.
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static HEAP: Counting = Counting;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reallocation_is_one_more_block_and_live_moves_by_the_difference() {
        let (_, spent) = spent(|| {
            let mut numbers: Vec<u64> = Vec::with_capacity(4);
            numbers.extend([1, 2, 3, 4]);
            numbers.push(5);
            drop(numbers);
        });
        assert_eq!((spent.blocks, spent.bytes, spent.peak), (2, 96, 64));
    }

    #[test]
    fn what_is_left_counts_what_was_there_before() {
        let mut kept = vec![1u8; 100];
        let (_, spent) = spent(|| kept = vec![2u8; 30]);
        assert_eq!((spent.left, kept.len()), (-70, 30));
    }
}
