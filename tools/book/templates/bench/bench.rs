//! What growing costs in time: replace it with what your section claims.

use criterion::Criterion;
use std::hint::black_box;

fn {{name}}(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("{{name}}");
    group.bench_function("{{name}}_reserved", |bencher| {
        bencher.iter(|| fill(Vec::with_capacity(1_000)));
    });
    group.bench_function("{{name}}_grown", |bencher| {
        bencher.iter(|| fill(Vec::new()));
    });
    group.finish();
}

fn fill(mut numbers: Vec<u64>) -> Vec<u64> {
    for n in 0..1_000 {
        numbers.push(black_box(n));
    }
    numbers
}

heaplab::bench_main!({{name}});
