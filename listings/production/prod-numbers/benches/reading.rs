//! What it costs to ask the kernel how much memory is resident: briefly, and thoroughly.

use criterion::Criterion;

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("reading");
    group.bench_function("statm", |bencher| bencher.iter(prod_numbers::statm));
    group.bench_function("rollup", |bencher| {
        bencher.iter(|| prod_numbers::field("/proc/self/smaps_rollup", "Rss:"));
    });
    group.finish();
}

heaplab::bench_main!(reading);
