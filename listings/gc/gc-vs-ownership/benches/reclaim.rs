//! A tree of 131,071 nodes, built and given back: by its owner, by counting, by a collector, all at once.

use criterion::Criterion;
use gc_vs_ownership::{arena_tree, collected_tree, counted_tree, owned_tree};
use std::hint::black_box;

const LEVELS: u32 = 17;

fn reclaim(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("reclaim");
    group.sample_size(50);
    group.bench_function("arena_tree", |bencher| {
        bencher.iter(|| drop(black_box(arena_tree(black_box(LEVELS)))));
    });
    group.bench_function("box_tree", |bencher| {
        bencher.iter(|| drop(black_box(owned_tree(black_box(LEVELS)))));
    });
    group.bench_function("rc_tree", |bencher| {
        bencher.iter(|| drop(black_box(counted_tree(black_box(LEVELS)))));
    });
    group.bench_function("collected_tree", |bencher| {
        bencher.iter(|| black_box(collected_tree(black_box(LEVELS))));
    });
    group.finish();
}

heaplab::bench_main!(reclaim);
