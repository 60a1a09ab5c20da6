//! Building a list of 50,000 boxes and dropping it: by itself, and by a loop.

use criterion::Criterion;
use sh_deep_drop::{List, list};
use std::hint::black_box;

/// A recursion of this depth fits into the stack of a main thread, in an unoptimised build too.
const NODES: u32 = 50_000;

fn dropping(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("dropping");
    group.bench_function("by_itself", |bencher| {
        bencher.iter(|| drop(black_box(list(NODES))));
    });
    group.bench_function("by_a_loop", |bencher| {
        bencher.iter(|| drop(black_box(List(list(NODES)))));
    });
    group.finish();
}

heaplab::bench_main!(dropping);
