//! Two owners on two threads, in every order: whoever goes last frees the value after the other has let go.

use super::listing::{Shared, across};
use loom::cell::UnsafeCell;

/// A value whose accesses loom watches: dropping it is a write.
struct Watched(UnsafeCell<u64>);

// SAFETY: that two threads never touch it at once is what the model is to show.
unsafe impl Sync for Watched {}
// SAFETY: as above.
unsafe impl Send for Watched {}

impl Watched {
    fn read(&self) -> u64 {
        // SAFETY: as above; loom says so if it is not true.
        self.0.with(|value| unsafe { *value })
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.0.with_mut(|_| ());
    }
}

#[test]
fn the_last_owner_frees_after_the_other_has_read() {
    loom::model(|| {
        let here = Shared::new(Watched(UnsafeCell::new(7)));
        let there = here.clone();
        let other = loom::thread::spawn(move || assert_eq!(there.read(), 7));
        assert_eq!(here.read(), 7);
        drop(here);
        other.join().expect("the other owner does not panic");
    });
}

#[test]
fn both_threads_see_the_value() {
    loom::model(|| assert_eq!(across(21), 42));
}
