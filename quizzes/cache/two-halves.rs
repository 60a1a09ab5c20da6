//@ compiles
fn main() {
    let mut counters = [0u64; 2];
    let (left, right) = counters.split_at_mut(1);
    std::thread::scope(|scope| {
        scope.spawn(|| (0..1_000).for_each(|_| left[0] += 1));
        scope.spawn(|| (0..1_000).for_each(|_| right[0] += 1));
    });
    assert_eq!(counters, [1_000, 1_000]);
}
