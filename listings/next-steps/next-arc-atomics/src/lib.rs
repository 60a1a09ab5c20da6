//! An Arc of our own: one counter, two orderings, and a block that goes with its last owner.
#![allow(
    unsafe_code,
    reason = "a type that counts its owners frees its block itself"
)]

use std::ops::Deref;
use std::process::abort;
use std::ptr::NonNull;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering, fence};
use std::thread;

// ANCHOR: shared
struct Block<T> {
    owners: AtomicUsize,
    value: T,
}

/// A value with several owners, on any thread; the last one frees it.
pub struct Shared<T>(NonNull<Block<T>>);

// SAFETY: every owner can read the value, and any of them may be the one that drops it.
unsafe impl<T: Send + Sync> Send for Shared<T> {}
// SAFETY: as above, since an owner can be made from a reference to one.
unsafe impl<T: Send + Sync> Sync for Shared<T> {}

impl<T> Shared<T> {
    /// Puts the value into a block of its own.
    pub fn new(value: T) -> Self {
        let owners = AtomicUsize::new(1);
        Self(NonNull::from(Box::leak(Box::new(Block { owners, value }))))
    }

    fn block(&self) -> &Block<T> {
        // SAFETY: the block lives as long as one owner does, and this is one.
        unsafe { self.0.as_ref() }
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        // Whoever clones owns the block already, so nothing has to be ordered.
        if self.block().owners.fetch_add(1, Ordering::Relaxed) > usize::MAX / 2 {
            abort();
        }
        Self(self.0)
    }
}

impl<T> Drop for Shared<T> {
    fn drop(&mut self) {
        // What this owner did with the value comes before its farewell …
        if self.block().owners.fetch_sub(1, Ordering::Release) == 1 {
            // … and the last owner looks at all farewells before it frees.
            fence(Ordering::Acquire);
            // SAFETY: nobody else owns the block any more, and it came from a Box.
            drop(unsafe { Box::from_raw(self.0.as_ptr()) });
        }
    }
}
// ANCHOR_END: shared

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.block().value
    }
}

// ANCHOR: owners
/// A thousand bytes or so, and ten more owners of them, by our own type.
pub fn ours() -> usize {
    let first = Shared::new([1_u8; 1024]);
    let more: [Shared<[u8; 1024]>; 10] = std::array::from_fn(|_| first.clone());
    more.iter().filter(|owner| owner[0] == 1).count() + 1
}

/// The same by the Arc of the standard library.
pub fn standard() -> usize {
    let first = Arc::new([1_u8; 1024]);
    let more: [Arc<[u8; 1024]>; 10] = std::array::from_fn(|_| first.clone());
    more.iter().filter(|owner| owner[0] == 1).count() + 1
}
// ANCHOR_END: owners

/// Two threads own the value, and whoever is later frees it.
pub fn across(value: u64) -> u64 {
    let here = Shared::new(value);
    let there = here.clone();
    let other = thread::spawn(move || *there);
    let sum = *here + other.join().unwrap_or_default();
    drop(here);
    sum
}

/// Shares on one thread, and on two.
pub fn run() {
    println!("one handle: {} B", size_of::<Shared<[u8; 1024]>>());
    println!("one block, shared by {} owners", ours());
    println!("one block, shared by {} owners of std", standard());
    println!("two threads: {}", across(21));
}
