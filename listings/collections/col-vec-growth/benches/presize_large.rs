//! The same with 100,000 numbers, whose block the allocator fetches from the kernel and gives back each time.

use criterion::Criterion;
use std::hint::black_box;

const NUMBERS: u64 = 100_000;

fn presize_large(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("presize_large");
    group.bench_function("large_reserved", |bencher| {
        bencher.iter(|| fill(Vec::with_capacity(NUMBERS as usize)));
    });
    group.bench_function("large_grown", |bencher| bencher.iter(|| fill(Vec::new())));
    group.finish();
}

fn fill(mut numbers: Vec<u64>) -> Vec<u64> {
    for n in 0..NUMBERS {
        numbers.push(black_box(n));
    }
    numbers
}

heaplab::bench_main!(presize_large);
