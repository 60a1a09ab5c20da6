//! Handing a value to the caller a hundred times: as it is and in a box, first a cache line of it, then a page.

use criterion::Criterion;
use std::hint::black_box;

const CALLS: u64 = 100;

fn handing_over(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("handing_over");
    group.bench_function("by_value", |bencher| {
        bencher.iter(|| sum(|hits| black_box(value::<8>(hits))[3]));
    });
    group.bench_function("in_a_box", |bencher| {
        bencher.iter(|| sum(|hits| black_box(boxed::<8>(hits))[3]));
    });
    group.bench_function("page_by_value", |bencher| {
        bencher.iter(|| sum(|hits| black_box(value::<512>(hits))[3]));
    });
    group.bench_function("page_in_a_box", |bencher| {
        bencher.iter(|| sum(|hits| black_box(boxed::<512>(hits))[3]));
    });
    group.finish();
}

fn sum(call: impl Fn(u64) -> u64) -> u64 {
    (0..CALLS).map(|hits| call(black_box(hits))).sum()
}

// Not inlined: the caller is somewhere else, as in a real program.
#[inline(never)]
fn value<const N: usize>(hits: u64) -> [u64; N] {
    [hits; N]
}

#[inline(never)]
fn boxed<const N: usize>(hits: u64) -> Box<[u64; N]> {
    Box::new([hits; N])
}

heaplab::bench_main!(handing_over);
