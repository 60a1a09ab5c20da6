//! Pushing 1,000 numbers into a vector that grows, and into one that was given its size.

use criterion::Criterion;
use std::hint::black_box;

const NUMBERS: u64 = 1_000;

fn presize(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("presize");
    group.bench_function("reserved", |bencher| {
        bencher.iter(|| fill(Vec::with_capacity(NUMBERS as usize)));
    });
    group.bench_function("grown", |bencher| bencher.iter(|| fill(Vec::new())));
    group.finish();
}

fn fill(mut numbers: Vec<u64>) -> Vec<u64> {
    for n in 0..NUMBERS {
        numbers.push(black_box(n));
    }
    numbers
}

heaplab::bench_main!(presize);
