//! One value is handed to another thread: with Release and Acquire, and without.

use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicBool, Ordering};

/// Room for one value.
pub struct Mailbox {
    value: UnsafeCell<u64>,
    full: AtomicBool,
    write: Ordering,
    read: Ordering,
}

// SAFETY: the point of the fault is that this is a lie for some orderings.
unsafe impl Sync for Mailbox {}
// SAFETY: as above.
unsafe impl Send for Mailbox {}

impl Mailbox {
    pub fn new(write: Ordering, read: Ordering) -> Self {
        Self {
            value: UnsafeCell::new(0),
            full: AtomicBool::new(false),
            write,
            read,
        }
    }

    pub fn put(&self, value: u64) {
        // SAFETY: nobody reads before `full` says so.
        unsafe { *self.value.get() = value };
        self.full.store(true, self.write);
    }

    pub fn take(&self) -> Option<u64> {
        // SAFETY: whoever filled it has finished, if the two orderings say so.
        self.full
            .load(self.read)
            .then(|| unsafe { *self.value.get() })
    }
}
