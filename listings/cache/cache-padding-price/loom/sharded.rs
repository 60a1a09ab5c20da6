//! Shards in every order in which the steps of two threads can follow one another.

use super::listing::Sharded;
use crate::{sync::Arc, thread};

fn recorded(shards: usize) -> (u64, u64) {
    let all = Arc::new(Sharded::<1>::new(shards));
    let theirs = Arc::clone(&all);
    let thread = thread::spawn(move || theirs.record(1, 0));
    all.record(0, 0);
    let meanwhile = all.total(0);
    thread.join().expect("recording does not panic");
    (meanwhile, all.total(0))
}

#[test]
fn the_total_after_the_threads_is_exact() {
    loom::model(|| assert_eq!(recorded(2).1, 2));
}

#[test]
fn the_total_meanwhile_counts_what_its_own_thread_did() {
    loom::model(|| assert!((1..=2).contains(&recorded(2).0)));
}

#[test]
fn one_shard_for_two_threads_loses_no_count() {
    loom::model(|| assert_eq!(recorded(1).1, 2));
}
