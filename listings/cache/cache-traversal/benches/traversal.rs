//! A million numbers added up by rows, by columns, and by columns with a spare line after each row.

use cache_traversal::Matrix;
use criterion::Criterion;
use std::hint::black_box;

const SIZE: usize = 1024;
const SPARE: usize = 16;

fn traversal(criterion: &mut Criterion) {
    let square = Matrix::new(SIZE, SIZE);
    let wider = Matrix::new(SIZE, SIZE + SPARE);
    let mut group = criterion.benchmark_group("traversal");
    group.bench_function("rows", |bencher| {
        bencher.iter(|| {
            let matrix = black_box(&square);
            matrix.sum(matrix.by_rows())
        });
    });
    group.bench_function("columns", |bencher| {
        bencher.iter(|| {
            let matrix = black_box(&square);
            matrix.sum(matrix.by_columns())
        });
    });
    group.bench_function("wider_columns", |bencher| {
        bencher.iter(|| {
            let matrix = black_box(&wider);
            matrix.sum(matrix.by_columns())
        });
    });
    group.finish();
}

heaplab::bench_main!(traversal);
