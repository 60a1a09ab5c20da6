//! Two counters, one for each of two threads: how far apart they lie, and on which lines.

use std::mem::offset_of;
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

const LINE: usize = 64;

/// Prints the distances, lets two threads count, and says on which line each field of a type lies.
pub fn run() {
    show::<Plain<AtomicU64>>("as they come:");
    show::<OwnLine<AtomicU64>>("own line:");
    show::<OwnPair<AtomicU64>>("own pair:");
    println!("counted: {}", count::<Plain<AtomicU64>>(1_000));
    let padded = size_of::<[OwnPair<u8>; 4]>();
    println!("four bytes, padded: {padded} B");
    fields();
}

// ANCHOR: counters
/// A value, wherever it comes to lie.
#[derive(Default)]
pub struct Plain<T>(T);

/// A value on a line of its own.
#[derive(Default)]
#[repr(align(64))]
pub struct OwnLine<T>(T);

/// A value on a pair of lines of its own, like `CachePadded` on this architecture.
#[derive(Default)]
#[repr(align(128))]
pub struct OwnPair<T>(T);

/// Two counters, for two threads. It begins at a pair of lines, wherever the allocator puts it.
#[derive(Default)]
#[repr(C, align(128))]
pub struct Two<C> {
    a: C,
    b: C,
}
// ANCHOR_END: counters

// ANCHOR: count
/// Two threads count, each on its own counter. Neither reads what the other writes.
pub fn count<C: Counter>(times: u64) -> u64 {
    let two = Arc::new(Two::<C>::default());
    let theirs = Arc::clone(&two);
    let thread = thread::spawn(move || add(theirs.b.as_ref(), times));
    add(two.a.as_ref(), times);
    let _ = thread.join(); // adding does not panic
    two.a.as_ref().load(Ordering::Relaxed) + two.b.as_ref().load(Ordering::Relaxed)
}

fn add(counter: &AtomicU64, times: u64) {
    for _ in 0..times {
        counter.fetch_add(1, Ordering::Relaxed);
    }
}
// ANCHOR_END: count

fn show<C: Counter>(name: &str) {
    let two = Two::<C>::default();
    let [a, b] = [&two.a, &two.b].map(|counter| ptr::from_ref(counter).addr());
    let same = |size| if a / size == b / size { "yes" } else { "no" };
    let (line, pair) = (same(LINE), same(2 * LINE));
    let apart = b - a;
    println!("{name:<13} {apart:>3} B apart, same line: {line}, same pair of lines: {pair}");
}

// ANCHOR: fields
/// The state of a connection, in the order in which its fields were added over the years.
#[repr(C, align(64))]
pub struct Connection {
    /// Read by both threads before each message, written by neither.
    pub limit: u64,
    /// Written by the thread that reads.
    pub received: AtomicU64,
    /// Written once.
    pub peer: [u8; 48],
    /// Written by the thread that writes.
    pub sent: AtomicU64,
    /// Written by the thread that reads.
    pub dropped: AtomicU64,
}

fn fields() {
    for (name, offset) in [
        ("limit:", offset_of!(Connection, limit)),
        ("received:", offset_of!(Connection, received)),
        ("sent:", offset_of!(Connection, sent)),
        ("dropped:", offset_of!(Connection, dropped)),
    ] {
        println!("{name:<9} byte {offset:>2}, line {}", offset / LINE);
    }
}
// ANCHOR_END: fields

/// A counter that two threads may be given, whatever lies around it.
pub trait Counter: AsRef<AtomicU64> + Default + Send + Sync + 'static {}

impl<C: AsRef<AtomicU64> + Default + Send + Sync + 'static> Counter for C {}

impl<T> AsRef<T> for Plain<T> {
    fn as_ref(&self) -> &T {
        &self.0
    }
}

impl<T> AsRef<T> for OwnLine<T> {
    fn as_ref(&self) -> &T {
        &self.0
    }
}

impl<T> AsRef<T> for OwnPair<T> {
    fn as_ref(&self) -> &T {
        &self.0
    }
}
