//! Marking 6.4 MB: as a hundred thousand nodes, and as one object without a reference.

use criterion::Criterion;
use gc_noscan::{bytes, nodes};
use std::hint::black_box;

const NODES: usize = 100_000;

fn mark(criterion: &mut Criterion) {
    let (slab, tree) = (bytes(NODES), nodes(NODES));
    let mut group = criterion.benchmark_group("mark");
    group.bench_function("mark_bytes", |bencher| {
        bencher.iter(|| gc_noscan::mark(black_box(&slab), 0));
    });
    group.bench_function("mark_nodes", |bencher| {
        bencher.iter(|| gc_noscan::mark(black_box(&tree), 0));
    });
    group.finish();
}

heaplab::bench_main!(mark);
