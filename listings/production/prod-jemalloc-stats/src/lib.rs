//! The same memory counted by the program, by jemalloc and by the kernel, while a service fills and empties.

#![cfg(feature = "jemalloc")]
#![expect(
    unsafe_code,
    reason = "jemalloc's settings are read by name, and the names say nothing of types"
)]

use std::ptr::null_mut;
use std::thread::available_parallelism;
use tikv_jemalloc_ctl::{epoch, opt, raw, stats, version};
use tikv_jemalloc_sys::mallctl;

const BUFFERS: usize = 40_000;
const SIZE: usize = 1_100;

// ANCHOR: steps
/// Fills, thins out, empties, and asks for the pages to be given back.
pub fn run() {
    machine();
    knobs();
    println!("KiB        requested allocated  active resident  mapped retained     RSS");
    show("started", 0);
    let mut buffers = fill();
    show("filled", buffers.len());
    let mut number = 0;
    buffers.retain(|_| {
        number += 1;
        number % 16 == 0
    });
    show("thinned", buffers.len());
    drop(buffers);
    show("dropped", 0);
    purge();
    show("purged", 0);
    without_decay();
}

fn fill() -> Vec<Vec<u8>> {
    (0..BUFFERS).map(|_| vec![1; SIZE]).collect()
}
// ANCHOR_END: steps

// ANCHOR: gauges
/// One row: the count of the program, five of jemalloc, and one of the kernel.
fn show(step: &str, buffers: usize) {
    epoch::advance().expect("jemalloc adds up its statistics");
    let requested = buffers * SIZE;
    let allocated = stats::allocated::read().expect("built with statistics");
    let active = stats::active::read().expect("built with statistics");
    let resident = stats::resident::read().expect("built with statistics");
    let mapped = stats::mapped::read().expect("built with statistics");
    let retained = stats::retained::read().expect("built with statistics");
    // The manual promises these, and the last is observed.
    assert!(requested <= allocated && allocated <= active);
    assert!(active <= resident && active <= mapped);
    assert!(resident <= mapped);
    let kib = |bytes: usize| bytes / 1024;
    println!(
        "{step:<10}{:>10}{:>10}{:>8}{:>9}{:>8}{:>9}{:>8}",
        kib(requested),
        kib(allocated),
        kib(active),
        kib(resident),
        kib(mapped),
        kib(retained),
        resident_kib(),
    );
}
// ANCHOR_END: gauges

// ANCHOR: purge
/// Has every arena give its unused dirty pages back to the kernel.
fn purge() {
    // 4096 stands for all arenas.
    let name = c"arena.4096.purge".as_ptr();
    // SAFETY: the name ends in a zero byte, and this one neither reads nor writes a value.
    let failed = unsafe { mallctl(name, null_mut(), null_mut(), null_mut(), 0) };
    assert_eq!(failed, 0);
}
// ANCHOR_END: purge

// ANCHOR: knobs
/// The settings that decide how many arenas there are, and how soon unused pages go back.
fn knobs() {
    let narenas = opt::narenas::read().expect("a setting of jemalloc");
    let threads = opt::background_thread::read().expect("a setting of jemalloc");
    // SAFETY: both are a ssize_t, says jemalloc's manual.
    let [dirty, muzzy]: [isize; 2] = [&b"opt.dirty_decay_ms\0"[..], b"opt.muzzy_decay_ms\0"]
        .map(|name| unsafe { raw::read(name) }.expect("a setting of jemalloc"));
    println!(
        "narenas:{narenas},dirty_decay_ms:{dirty},muzzy_decay_ms:{muzzy},background_thread:{threads}"
    );
}
// ANCHOR_END: knobs

// ANCHOR: decay
/// Fills and empties again, with pages that go back as soon as they are unused.
fn without_decay() {
    let buffers = fill();
    show("refilled", buffers.len());
    // SAFETY: a thread's arena is an unsigned int, says the manual, and a time to decay a ssize_t.
    unsafe {
        let arena: u32 = raw::read(b"thread.arena\0").expect("every thread has one");
        let name = format!("arena.{arena}.dirty_decay_ms\0");
        raw::write(name.as_bytes(), 0_isize).expect("it can be set at any time");
    }
    drop(buffers);
    show("undecayed", 0);
}
// ANCHOR_END: decay

/// Where all this was measured.
fn machine() {
    let jemalloc = version::read().expect("jemalloc knows its version");
    let linux = std::fs::read_to_string("/proc/sys/kernel/osrelease").expect("Linux has /proc");
    let cpus = available_parallelism().map_or(1, usize::from);
    println!(
        "jemalloc {}, Linux {}, {cpus} CPUs",
        jemalloc.trim_end_matches('\0'),
        linux.trim()
    );
}

/// Resident pages of this process in KiB, as the kernel counts them: the second number of `/proc/self/statm`.
fn resident_kib() -> usize {
    let text = std::fs::read_to_string("/proc/self/statm").expect("Linux has /proc");
    let pages = text.split(' ').nth(1).expect("statm has seven numbers");
    pages.parse::<usize>().expect("a number of pages") * 4096 / 1024
}
