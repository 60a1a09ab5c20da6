//! A path on which every second call fails: with an enum as the error, and with a text in a box.

use criterion::Criterion;
use std::error::Error;
use std::hint::black_box;

const CALLS: u64 = 1_000;

/// Why an order was refused.
#[derive(Debug)]
enum Refused {
    NoSuchOrder,
}

fn failing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("failing");
    group.bench_function("enum_error", |bencher| {
        bencher.iter(|| count(find));
    });
    group.bench_function("text_error", |bencher| {
        bencher.iter(|| count(find_or_text));
    });
    group.finish();
}

/// Makes all calls, looks at each result and drops it.
fn count<E>(call: impl Fn(u64) -> Result<u64, E>) -> u64 {
    let results = (0..CALLS).map(|number| black_box(call(black_box(number))));
    results.map(|result| u64::from(result.is_err())).sum()
}

#[inline(never)]
fn find(number: u64) -> Result<u64, Refused> {
    if number % 2 == 0 {
        Ok(number)
    } else {
        Err(Refused::NoSuchOrder)
    }
}

#[inline(never)]
fn find_or_text(number: u64) -> Result<u64, Box<dyn Error>> {
    if number % 2 == 0 {
        Ok(number)
    } else {
        Err("no such order".into())
    }
}

heaplab::bench_main!(failing);
