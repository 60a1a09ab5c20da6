//! Counting the expired ones of a hundred thousand sessions, in each layout.

use cache_aos_soa::{columns_of, expired, rows_of, split_of};
use criterion::Criterion;
use std::hint::black_box;

const COUNT: u32 = 100_000;
const NOW: u32 = 1_800;

fn scan(criterion: &mut Criterion) {
    let (rows, split, columns) = (rows_of(COUNT), split_of(COUNT), columns_of(COUNT));
    let mut group = criterion.benchmark_group("scan");
    group.bench_function("scan_rows", |bencher| {
        bencher.iter(|| expired(black_box(&rows), black_box(NOW)));
    });
    group.bench_function("scan_split", |bencher| {
        bencher.iter(|| expired(black_box(&split), black_box(NOW)));
    });
    group.bench_function("scan_columns", |bencher| {
        bencher.iter(|| expired(black_box(&columns), black_box(NOW)));
    });
    group.finish();
}

heaplab::bench_main!(scan);
