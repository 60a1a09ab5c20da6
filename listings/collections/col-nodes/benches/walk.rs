//! Adding up a million numbers: from one block, and from a node for each.

use criterion::Criterion;
use std::collections::LinkedList;
use std::hint::black_box;

const NUMBERS: u64 = 1_000_000;

fn walk(criterion: &mut Criterion) {
    let vector: Vec<u64> = (0..NUMBERS).collect();
    let list: LinkedList<u64> = (0..NUMBERS).collect();
    let mut group = criterion.benchmark_group("walk");
    group.bench_function("vec_sum", |bencher| {
        bencher.iter(|| black_box(&vector).iter().sum::<u64>());
    });
    group.bench_function("list_sum", |bencher| {
        bencher.iter(|| black_box(&list).iter().sum::<u64>());
    });
    group.finish();
}

heaplab::bench_main!(walk);
