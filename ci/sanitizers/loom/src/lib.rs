//! What listings find under the names of std when a model runs them, and the models themselves.
//!
//! A name that is missing here does not compile: it would be a lock or a thread that loom cannot see.
#![cfg(test)]

/// In the place of `std::sync`.
#[allow(
    unused_imports,
    reason = "which of them a listing needs is its own business"
)]
mod sync {
    pub use loom::sync::{Arc, Condvar, Mutex, MutexGuard, Notify, RwLock, atomic, mpsc};
    pub use std::sync::{LockResult, PoisonError, TryLockError, TryLockResult};
}

/// In the place of `std::thread`.
#[allow(
    unused_imports,
    reason = "which of them a listing needs is its own business"
)]
mod thread {
    pub use loom::thread::{Builder, JoinHandle, current, park, spawn, yield_now};
}

/// In the place of `std::cell`.
#[allow(
    unused_imports,
    reason = "which of them a listing needs is its own business"
)]
mod cell {
    pub use std::cell::{Cell, OnceCell, Ref, RefCell, RefMut};

    /// std's `UnsafeCell`, whose accesses loom watches. Each `get` counts as a write at that moment:
    /// loom's own type would have it say which, and the listing would no longer be plain.
    #[derive(Debug, Default)]
    pub struct UnsafeCell<T>(loom::cell::UnsafeCell<T>);

    impl<T> UnsafeCell<T> {
        pub fn new(value: T) -> Self {
            Self(loom::cell::UnsafeCell::new(value))
        }

        pub fn get(&self) -> *mut T {
            self.0.with_mut(|value| value)
        }
    }
}

// The listings, each with its models: `build.rs` writes this.
#[allow(
    dead_code,
    missing_docs,
    reason = "a model calls what it is about, and not all of a listing"
)]
mod models {
    include!(concat!(env!("OUT_DIR"), "/models.rs"));
}
