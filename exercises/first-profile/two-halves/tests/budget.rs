//! The same sum, with half the bytes live at once.

use two_halves::checksum;

const SIZE: usize = 1 << 20;

#[test]
fn the_sum_is_the_same() {
    let expected = (0..SIZE as u64).map(|at| at % 251).sum::<u64>();
    assert_eq!(checksum(SIZE), expected);
}

#[test]
fn half_the_bytes_are_live_at_once() {
    let (_, spent) = budget::spent(|| checksum(SIZE));
    spent.at_most_peak(SIZE / 2);
}
