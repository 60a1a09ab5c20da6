//! Ten thousand users pass by once: a map without a limit, and two rules for keeping a hundred.

use criterion::Criterion;
use lru::LruCache;
use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::hint::black_box;
use std::num::NonZeroUsize;

const USERS: u64 = 10_000;
const LIMIT: NonZeroUsize = NonZeroUsize::new(100).expect("a hundred is not zero");

/// The same hasher in all rows, with fixed keys, so that every run makes the same requests.
type Hasher = BuildHasherDefault<DefaultHasher>;

fn eviction(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("eviction");
    group.bench_function("unlimited", |bencher| bencher.iter(unlimited));
    group.bench_function("first_in", |bencher| bencher.iter(first_in));
    group.bench_function("least_recent", |bencher| bencher.iter(least_recent));
    group.finish();
}

fn unlimited() -> HashMap<u64, u64, Hasher> {
    let mut pages = HashMap::default();
    for user in 0..USERS {
        pages.entry(black_box(user)).or_insert(user);
    }
    pages
}

fn first_in() -> HashMap<u64, u64, Hasher> {
    let mut pages = HashMap::default();
    let mut order = VecDeque::new();
    for user in 0..USERS {
        pages.entry(black_box(user)).or_insert_with(|| {
            order.push_back(user);
            user
        });
        if order.len() > LIMIT.get()
            && let Some(oldest) = order.pop_front()
        {
            pages.remove(&oldest);
        }
    }
    pages
}

fn least_recent() -> LruCache<u64, u64, Hasher> {
    let mut pages = LruCache::with_hasher(LIMIT, Hasher::default());
    for user in 0..USERS {
        pages.get_or_insert(black_box(user), || user);
    }
    pages
}

heaplab::bench_main!(eviction);
