//! What 64 MiB cost before and after somebody writes to them.

use criterion::Criterion;
use std::hint::black_box;

const SIZE: usize = 64 << 20;
const PAGE: usize = 4096;

fn touch(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("touch");
    group.bench_function("untouched", |bencher| {
        bencher.iter(|| black_box(vec![0u8; SIZE]));
    });
    group.bench_function("touched", |bencher| {
        bencher.iter(|| {
            let mut data = black_box(vec![0u8; SIZE]);
            for page in data.chunks_mut(PAGE) {
                page[0] = 1;
            }
            black_box(data)
        });
    });
    group.finish();
}

heaplab::bench_main!(touch);
