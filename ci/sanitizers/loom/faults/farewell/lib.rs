//! A value with two owners, which the last one takes back: with Release and Acquire at the farewell, and without.

use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicUsize, Ordering, fence};

/// A value and the number of its owners, as in a reference-counted block.
pub struct Owned {
    value: UnsafeCell<u64>,
    owners: AtomicUsize,
    farewell: Ordering,
    acquires: bool,
}

// SAFETY: the point of the fault is that this is a lie without the two orderings.
unsafe impl Sync for Owned {}
// SAFETY: as above.
unsafe impl Send for Owned {}

impl Owned {
    pub fn new(farewell: Ordering, acquires: bool) -> Self {
        Self {
            value: UnsafeCell::new(7),
            owners: AtomicUsize::new(2),
            farewell,
            acquires,
        }
    }

    /// What one of the owners does while it is one.
    pub fn touch(&self) {
        // SAFETY: the other owner does not touch it, and takes it back only after the farewell.
        unsafe { *self.value.get() += 1 };
    }

    /// One owner fewer; the last changes the value, as a destructor does.
    pub fn let_go(&self) {
        if self.owners.fetch_sub(1, self.farewell) == 1 {
            if self.acquires {
                fence(Ordering::Acquire);
            }
            // SAFETY: nobody is left, if the two orderings say so.
            unsafe { *self.value.get() = 0 };
        }
    }
}
