//! Taking sixteen bytes out of a request and letting go of them: as a view, and as a copy.

use bytes::Bytes;
use criterion::Criterion;
use std::hint::black_box;

fn door(criterion: &mut Criterion) {
    let request = Bytes::from(vec![b'x'; 64 * 1024]);
    let mut group = criterion.benchmark_group("door");
    group.bench_function("view", |bencher| {
        bencher.iter(|| black_box(&request).slice(..16));
    });
    group.bench_function("copy", |bencher| {
        bencher.iter(|| Bytes::copy_from_slice(&black_box(&request)[..16]));
    });
    group.finish();
}

heaplab::bench_main!(door);
