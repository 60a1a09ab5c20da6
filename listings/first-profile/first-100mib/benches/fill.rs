//! Filling a mebibyte: through an iterator, and by an index that is checked against the length.

use criterion::Criterion;
use std::hint::black_box;

const SIZE: usize = 1 << 20;

fn fill(criterion: &mut Criterion) {
    let mut data = vec![0u8; SIZE];
    let mut group = criterion.benchmark_group("fill");
    group.bench_function("iterated", |bencher| {
        bencher.iter(|| iterated(black_box(&mut data)))
    });
    group.bench_function("indexed", |bencher| {
        bencher.iter(|| indexed(black_box(&mut data)))
    });
    group.finish();
}

fn iterated(data: &mut [u8]) {
    for (i, byte) in data.iter_mut().enumerate() {
        *byte = (i % 256) as u8;
    }
}

#[expect(clippy::needless_range_loop, reason = "the index is what is measured")]
fn indexed(data: &mut [u8]) {
    for i in 0..data.len() {
        data[i] = (i % 256) as u8;
    }
}

heaplab::bench_main!(fill);
