//! The same numbers, with memory for k of them and not for the stream.

use top_k::top;

const K: usize = 16;

fn stream() -> impl Iterator<Item = u64> {
    (0..10_000u64).map(|at| at * 7_919 % 10_007)
}

#[test]
fn the_largest_come_first() {
    assert_eq!(top(3, [5, 1, 9, 7].into_iter()), [9, 7, 5]);
    assert_eq!(top(3, [2].into_iter()), [2]);
    let best = top(K, stream());
    assert!(best.len() == K && best.is_sorted_by(|a, b| a >= b));
}

#[test]
fn memory_does_not_grow_with_the_stream() {
    let (best, spent) = budget::spent(|| top(K, stream()));
    assert_eq!(best.len(), K);
    spent.at_most_peak(K * size_of::<u64>() * 2);
}
