//! Two threads count a hundred thousand times each: on one line, on neighbouring lines, on pairs of their own.

use cache_false_sharing::{OwnLine, OwnPair, Plain, count};
use criterion::Criterion;
use std::hint::black_box;
use std::sync::atomic::AtomicU64;

const TIMES: u64 = 100_000;

fn false_sharing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("false_sharing");
    group.bench_function("one_line", |bencher| {
        bencher.iter(|| count::<Plain<AtomicU64>>(black_box(TIMES)));
    });
    group.bench_function("own_line", |bencher| {
        bencher.iter(|| count::<OwnLine<AtomicU64>>(black_box(TIMES)));
    });
    group.bench_function("own_pair", |bencher| {
        bencher.iter(|| count::<OwnPair<AtomicU64>>(black_box(TIMES)));
    });
    group.finish();
}

heaplab::bench_main!(false_sharing);
