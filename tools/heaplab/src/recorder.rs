//! The global allocator of `tests/heap.rs`: the system's, watched by dhat or by the tracer on demand.
#![expect(unsafe_code, reason = "a global allocator is an unsafe trait")]

use crate::trace;
use catalog::Op;
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicU8, Ordering};

/// Who watches the requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Mode {
    Nobody = 0,
    Dhat = 1,
    Trace = 2,
}

static MODE: AtomicU8 = AtomicU8::new(Mode::Nobody as u8);

/// Chooses who watches from now on. Every mode allocates with the system allocator, so a block may be
/// freed under another mode than it was allocated under.
pub(crate) fn watch(mode: Mode) {
    MODE.store(mode as u8, Ordering::SeqCst);
}

fn watched_by(mode: Mode) -> bool {
    MODE.load(Ordering::Relaxed) == mode as u8
}

/// Declared as the global allocator by [`verify!`](crate::verify).
#[derive(Debug)]
pub struct Recorder;

// SAFETY: every method hands the request on unchanged, to `dhat::Alloc` (which uses `System`) or to
// `System` itself, and returns what that returned.
unsafe impl GlobalAlloc for Recorder {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if watched_by(Mode::Dhat) {
            // SAFETY: the caller's contract is passed on.
            return unsafe { dhat::Alloc.alloc(layout) };
        }
        // SAFETY: the caller's contract is passed on.
        let block = unsafe { System.alloc(layout) };
        if watched_by(Mode::Trace) {
            trace::allocated(Op::Alloc, block as usize, layout);
        }
        block
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if watched_by(Mode::Dhat) {
            // SAFETY: the caller's contract is passed on.
            return unsafe { dhat::Alloc.alloc_zeroed(layout) };
        }
        // SAFETY: the caller's contract is passed on.
        let block = unsafe { System.alloc_zeroed(layout) };
        if watched_by(Mode::Trace) {
            trace::allocated(Op::Zeroed, block as usize, layout);
        }
        block
    }

    unsafe fn realloc(&self, old: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if watched_by(Mode::Dhat) {
            // SAFETY: the caller's contract is passed on.
            return unsafe { dhat::Alloc.realloc(old, layout, size) };
        }
        // SAFETY: the caller's contract is passed on.
        let new = unsafe { System.realloc(old, layout, size) };
        if watched_by(Mode::Trace) && !new.is_null() {
            trace::resized(old as usize, new as usize, size, layout);
        }
        new
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if watched_by(Mode::Dhat) {
            // SAFETY: the caller's contract is passed on.
            return unsafe { dhat::Alloc.dealloc(block, layout) };
        }
        if watched_by(Mode::Trace) {
            trace::freed(block as usize);
        }
        // SAFETY: the caller's contract is passed on.
        unsafe { System.dealloc(block, layout) }
    }
}
