//! Reads as a benchmark; the cases never build it.

use criterion::Criterion;

fn walk(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("walk");
    group.bench_function("short", |bencher| bencher.iter(|| 1));
    group.bench_function("long", |bencher| bencher.iter(|| 2));
    group.finish();
}

heaplab::bench_main!(walk);
