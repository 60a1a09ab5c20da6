//! The largest numbers of a stream. It keeps the whole stream; it needs only the best so far.

/// The `k` largest numbers, the largest first.
pub fn top(k: usize, numbers: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut all: Vec<u64> = numbers.collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.truncate(k);
    all
}
