//! Two threads that count on one line, in every order in which their steps can follow one another.

use super::listing::{OwnPair, Plain, count};
use crate::sync::atomic::AtomicU64;

/// Sharing a line costs time, and never a count.
#[test]
fn neighbours_lose_no_count() {
    loom::model(|| assert_eq!(count::<Plain<AtomicU64>>(2), 4));
}

#[test]
fn padded_counters_lose_no_count() {
    loom::model(|| assert_eq!(count::<OwnPair<AtomicU64>>(2), 4));
}
