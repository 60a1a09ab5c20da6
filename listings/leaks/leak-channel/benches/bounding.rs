//! A hundred jobs through a queue without a limit, and through one that they just fill.

use criterion::Criterion;
use std::hint::black_box;
use std::sync::mpsc::{channel, sync_channel};

const JOBS: u64 = 100;

fn bounding(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("bounding");
    let (sender, receiver) = channel();
    group.bench_function("unbounded", |bencher| {
        bencher.iter(|| {
            for job in 0..JOBS {
                // It cannot fail while the receiver is there.
                let _ = sender.send(black_box([job; 16]));
            }
            receiver.try_iter().map(|job| job[0]).sum::<u64>()
        });
    });
    let (sender, receiver) = sync_channel(JOBS as usize);
    group.bench_function("bounded", |bencher| {
        bencher.iter(|| {
            for job in 0..JOBS {
                let _ = sender.send(black_box([job; 16]));
            }
            receiver.try_iter().map(|job| job[0]).sum::<u64>()
        });
    });
    group.finish();
}

heaplab::bench_main!(bounding);
