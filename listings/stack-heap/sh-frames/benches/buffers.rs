//! A thousand calls with a buffer of 128 bytes: in the frame, and in a box.

use criterion::Criterion;

fn buffers(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("buffers");
    group.bench_function("in_frames", |bencher| bencher.iter(sh_frames::on_stack));
    group.bench_function("in_boxes", |bencher| bencher.iter(sh_frames::boxed));
    group.finish();
}

heaplab::bench_main!(buffers);
