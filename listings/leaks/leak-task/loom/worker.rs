//! Owner and worker in every order in which their steps can follow one another.

use super::listing::{fixed, leaky};

#[test]
fn the_owner_always_ends_its_worker() {
    loom::model(|| assert_eq!(fixed(), 2));
}

/// The chapter's claim, in loom's words: the worker that nobody owns waits for ever.
#[test]
#[should_panic(expected = "deadlock")]
fn a_forgotten_worker_waits_for_ever() {
    loom::model(|| assert_eq!(leaky(), 2));
}
