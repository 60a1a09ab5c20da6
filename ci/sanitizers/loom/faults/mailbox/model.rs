//! loom must call a missing Release and a missing Acquire by their names, and nothing else.

use super::listing::Mailbox;
use loom::sync::Arc;
use loom::sync::atomic::Ordering::{self, Acquire, Relaxed, Release};

fn hand_over(write: Ordering, read: Ordering) {
    loom::model(move || {
        let mailbox = Arc::new(Mailbox::new(write, read));
        let other = Arc::clone(&mailbox);
        let writer = loom::thread::spawn(move || other.put(7));
        assert!(matches!(mailbox.take(), None | Some(7)));
        writer.join().expect("the writer does not panic");
    });
}

#[test]
fn release_and_acquire_pass() {
    hand_over(Release, Acquire);
}

#[test]
#[should_panic(expected = "Causality violation")]
fn a_missing_release_is_found() {
    hand_over(Relaxed, Acquire);
}

#[test]
#[should_panic(expected = "Causality violation")]
fn a_missing_acquire_is_found() {
    hand_over(Release, Relaxed);
}
