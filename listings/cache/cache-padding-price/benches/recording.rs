//! Two threads count two hundred thousand times together: on one counter, in shards, and in plain numbers that are merged.

use cache_padding_price::Sharded;
use criterion::Criterion;
use std::hint::black_box;
use std::thread;

const TIMES: usize = 100_000;
const COUNTERS: usize = 16;

/// Two threads do the same work on the counters that they are given.
fn twice<T: Send>(work: impl Fn(usize) -> T + Sync) -> [T; 2] {
    thread::scope(|scope| {
        let other = scope.spawn(|| work(1));
        let this = work(0);
        [this, other.join().expect("counting does not panic")]
    })
}

fn on_shards(shards: usize) -> u64 {
    let all = Sharded::<COUNTERS>::new(shards);
    twice(|thread| (0..TIMES).for_each(|at| all.record(thread, black_box(at % COUNTERS))));
    (0..COUNTERS).map(|counter| all.total(counter)).sum()
}

fn merged() -> u64 {
    let parts = twice(|_| {
        let mut counters = vec![0u64; COUNTERS];
        (0..TIMES).for_each(|at| counters[black_box(at % COUNTERS)] += 1);
        counters
    });
    parts.iter().flatten().sum()
}

fn recording(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("recording");
    group.bench_function("shared", |bencher| bencher.iter(|| on_shards(black_box(1))));
    group.bench_function("sharded", |bencher| {
        bencher.iter(|| on_shards(black_box(2)))
    });
    group.bench_function("merged", |bencher| bencher.iter(merged));
    group.finish();
}

heaplab::bench_main!(recording);
