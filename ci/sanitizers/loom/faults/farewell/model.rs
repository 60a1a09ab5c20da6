//! loom must find a farewell without Release, and a last owner without Acquire, and nothing else.

use super::listing::Owned;
use loom::sync::Arc;
use loom::sync::atomic::Ordering::{self, Relaxed, Release};

fn part(farewell: Ordering, acquires: bool) {
    loom::model(move || {
        let owned = Arc::new(Owned::new(farewell, acquires));
        let other = Arc::clone(&owned);
        let thread = loom::thread::spawn(move || {
            other.touch();
            other.let_go();
        });
        owned.let_go();
        thread.join().expect("the other owner does not panic");
    });
}

#[test]
fn release_and_acquire_pass() {
    part(Release, true);
}

#[test]
#[should_panic(expected = "Causality violation")]
fn a_farewell_without_release_is_found() {
    part(Relaxed, true);
}

#[test]
#[should_panic(expected = "Causality violation")]
fn a_last_owner_without_acquire_is_found() {
    part(Release, false);
}
