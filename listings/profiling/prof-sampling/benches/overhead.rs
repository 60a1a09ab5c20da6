//! A hundred boxes: with nobody watching, counted, sampled, and recorded by dhat.

#![expect(
    unsafe_code,
    reason = "a global allocator cannot be written without it"
)]

use criterion::Criterion;
use prof_sampling::Sampler;
use std::alloc::{GlobalAlloc, Layout, System};
use std::backtrace::Backtrace;
use std::hint::black_box;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering::Relaxed};

const NONE: u8 = 0;
const METER: u8 = 1;
const SAMPLED: u8 = 2;
const DHAT: u8 = 3;

/// Who watches; a program has one global allocator, so it has to change its mind.
static WATCHER: AtomicU8 = AtomicU8::new(NONE);
static BLOCKS: AtomicUsize = AtomicUsize::new(0);
static BYTES: AtomicUsize = AtomicUsize::new(0);
static SAMPLER: Mutex<Option<Sampler>> = Mutex::new(None);

struct Watched;

// SAFETY: every call goes to `System` unchanged, directly or through dhat; the watchers never unwind.
unsafe impl GlobalAlloc for Watched {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        match WATCHER.load(Relaxed) {
            METER => {
                BLOCKS.fetch_add(1, Relaxed);
                BYTES.fetch_add(layout.size(), Relaxed);
            }
            SAMPLED => sample(layout.size()),
            // SAFETY: the caller keeps the contract of `alloc`, which is the same.
            DHAT => return unsafe { dhat::Alloc.alloc(layout) },
            _ => {}
        }
        // SAFETY: as above.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        match WATCHER.load(Relaxed) {
            // SAFETY: dhat asks `System` too, and ignores blocks that it has not seen before.
            DHAT => unsafe { dhat::Alloc.dealloc(block, layout) },
            // SAFETY: as above.
            _ => unsafe { System.dealloc(block, layout) },
        }
    }
}

#[global_allocator]
static HEAP: Watched = Watched;

/// Takes the call stack if this request is a sample; what that takes is not watched.
fn sample(bytes: usize) {
    let Ok(mut sampler) = SAMPLER.lock() else {
        return;
    };
    if sampler.as_mut().is_some_and(|sampler| sampler.takes(bytes)) {
        WATCHER.store(NONE, Relaxed);
        drop(black_box(Backtrace::force_capture()));
        WATCHER.store(SAMPLED, Relaxed);
    }
}

/// What is watched.
fn boxes() {
    for number in 0..100u64 {
        black_box(Box::new([number; 8]));
    }
}

fn overhead(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("overhead");
    group.bench_function("none", |bencher| bencher.iter(boxes));
    WATCHER.store(METER, Relaxed);
    group.bench_function("meter", |bencher| bencher.iter(boxes));
    WATCHER.store(NONE, Relaxed);
    *SAMPLER.lock().expect("no thread panicked") = Some(Sampler::new(1));
    WATCHER.store(SAMPLED, Relaxed);
    group.bench_function("sampled", |bencher| bencher.iter(boxes));
    WATCHER.store(NONE, Relaxed);
    let profiler = dhat::Profiler::builder().testing().build();
    WATCHER.store(DHAT, Relaxed);
    group.bench_function("dhat", |bencher| bencher.iter(boxes));
    WATCHER.store(NONE, Relaxed);
    drop(profiler);
    group.finish();
}

heaplab::bench_main!(overhead);
