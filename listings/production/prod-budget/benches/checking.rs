//! A small upload is received and added up, with and without asking a budget first.

use criterion::Criterion;
use prod_budget::Budget;
use std::hint::black_box;

const BODY: usize = 16 << 10;

fn upload(bytes: usize) -> u64 {
    let body = black_box(vec![1_u8; bytes]);
    body.iter().map(|&byte| u64::from(byte)).sum()
}

fn checking(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("checking");
    let budget = Budget::new(128 << 10);
    group.bench_function("unchecked", |bencher| {
        bencher.iter(|| Some(upload(black_box(BODY))));
    });
    group.bench_function("checked", |bencher| {
        bencher.iter(|| {
            let bytes = black_box(BODY);
            let _permit = black_box(&budget).take(bytes)?;
            Some(upload(bytes))
        });
    });
    group.finish();
}

heaplab::bench_main!(checking);
