//! Looks for lost objects: each move, at every moment of marking, under each barrier.

use gc_tricolor::{Barrier, Marking, chain, move_in_heap, move_to_stack};

/// What is lost if the program moves C after `at` steps of marking.
fn lost(program: fn(&mut Marking), barrier: Barrier, at: usize) -> Vec<usize> {
    let mut marking = Marking::start(chain(), vec![0], barrier);
    for _ in 0..at {
        marking.step();
    }
    program(&mut marking);
    while marking.step() {}
    marking.lost()
}

fn losing_moments(program: fn(&mut Marking), barrier: Barrier) -> Vec<usize> {
    (0..=4)
        .filter(|&at| lost(program, barrier, at) == [2])
        .collect()
}

#[test]
fn without_a_barrier_c_is_lost_exactly_between_a_and_b() {
    assert_eq!(losing_moments(move_in_heap, Barrier::Off), [1]);
}

#[test]
fn either_barrier_keeps_an_object_that_moves_within_the_heap() {
    assert_eq!(losing_moments(move_in_heap, Barrier::Insertion), []);
    assert_eq!(losing_moments(move_in_heap, Barrier::Deletion), []);
}

#[test]
fn only_the_deletion_barrier_keeps_an_object_that_moves_to_the_stack() {
    assert_eq!(losing_moments(move_to_stack, Barrier::Off), [0, 1]);
    assert_eq!(losing_moments(move_to_stack, Barrier::Insertion), [0, 1]);
    assert_eq!(losing_moments(move_to_stack, Barrier::Deletion), []);
}
