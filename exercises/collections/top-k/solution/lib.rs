//! The largest numbers of a stream, with room for these and one more.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The `k` largest numbers, the largest first.
pub fn top(k: usize, numbers: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut best = BinaryHeap::with_capacity(k + 1);
    for number in numbers {
        best.push(Reverse(number));
        if best.len() > k {
            best.pop();
        }
    }
    best.into_sorted_vec().into_iter().map(|Reverse(number)| number).collect()
}
