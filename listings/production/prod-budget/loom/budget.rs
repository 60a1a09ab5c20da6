//! Two threads and one budget, in every order in which their steps can follow one another.

use super::listing::Budget;
use loom::sync::Arc;
use loom::thread;

#[test]
fn two_threads_never_hold_more_than_the_limit() {
    loom::model(|| {
        let budget = Arc::new(Budget::new(3));
        let other = Arc::clone(&budget);
        let thread = thread::spawn(move || drop(other.take(2)));
        if let Some(_first) = budget.take(2) {
            assert!(budget.take(2).is_none());
        }
        thread.join().expect("no panic");
        assert!(budget.take(3).is_some(), "all shares are back");
    });
}
