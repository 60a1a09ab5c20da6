//! Records what a program asks of the heap between `begin` and the end of `main`, and reports it once.
//!
//! Linked into a reader's program, or appended to it as a module where nothing can be linked. Standard
//! library only. A program can forge its report: whoever reads it must treat it as data.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// Events kept; later ones are only counted.
const EVENTS_KEPT: usize = 2_000;
/// Different call stacks told apart; requests from further ones go to the last.
const STACKS_KEPT: usize = 4_096;
/// Frames of the program itself kept of each stack, innermost first.
const FRAMES_KEPT: usize = 24;
/// Frames walked to find them.
const FRAMES_WALKED: usize = 256;

#[global_allocator]
static RECORDER: Recorder = Recorder;
static ARMED: AtomicBool = AtomicBool::new(false);
static TRACE: Mutex<Option<Trace>> = Mutex::new(None);

thread_local! {
    /// Set while this thread is inside the tracer, whose own requests are not recorded.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

struct Recorder;

// SAFETY: every method hands the request on to `System` unchanged and returns what that returned.
unsafe impl GlobalAlloc for Recorder {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's contract is passed on.
        let block = unsafe { System.alloc(layout) };
        record(|trace| trace.allocated("alloc", block as usize, layout));
        block
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's contract is passed on.
        let block = unsafe { System.alloc_zeroed(layout) };
        record(|trace| trace.allocated("zeroed", block as usize, layout));
        block
    }

    unsafe fn realloc(&self, old: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller's contract is passed on.
        let new = unsafe { System.realloc(old, layout, size) };
        record(|trace| trace.resized(old as usize, new as usize, size, layout));
        new
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        record(|trace| trace.freed(block as usize));
        // SAFETY: the caller's contract is passed on.
        unsafe { System.dealloc(block, layout) }
    }
}

fn record(change: impl FnOnce(&mut Trace)) {
    if !ARMED.load(Ordering::Relaxed) {
        return;
    }
    // A thread that is being torn down has no flag any more: its last requests go unrecorded.
    let Ok(false) = INSIDE.try_with(|inside| inside.replace(true)) else {
        return;
    };
    if let Some(trace) = TRACE.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
        change(trace);
    }
    let _ = INSIDE.try_with(|inside| inside.set(false));
}

#[derive(Clone, Copy)]
struct Block {
    id: u64,
    size: u64,
    align: u64,
    stack: usize,
}

#[derive(Default, Clone)]
struct Sums {
    blocks: u64,
    bytes: u64,
    freed_blocks: u64,
    freed_bytes: u64,
    end_blocks: u64,
    end_bytes: u64,
}

#[derive(Default)]
struct Trace {
    events: Vec<(&'static str, Block, u64)>,
    dropped: u64,
    stacks: Vec<Vec<usize>>,
    sums: Vec<Sums>,
    known: HashMap<Vec<usize>, usize>,
    live: HashMap<usize, Block>,
    next: u64,
    blocks: u64,
    bytes: u64,
    live_bytes: u64,
    peak_blocks: u64,
    peak_bytes: u64,
}

impl Trace {
    fn allocated(&mut self, op: &'static str, address: usize, layout: Layout) {
        if address == 0 {
            return;
        }
        let stack = self.stack();
        self.next += 1;
        let (size, align) = (layout.size() as u64, layout.align() as u64);
        let block = Block { id: self.next - 1, size, align, stack };
        self.requested(op, address, block, 0, stack);
    }

    fn resized(&mut self, old: usize, new: usize, size: usize, layout: Layout) {
        if new == 0 {
            return;
        }
        let here = self.stack();
        let known = self.live.remove(&old);
        let before = known.map_or(0, |block| block.size);
        // A block from before the trace counts as new.
        let (id, stack) = known.map_or((self.next, here), |block| (block.id, block.stack));
        self.next += u64::from(known.is_none());
        let size = size as u64;
        let op = if size < before { "shrink" } else { "grow" };
        let block = Block { id, size, align: layout.align() as u64, stack };
        self.requested(op, new, block, before, here);
    }

    /// Growth is booked where the block was first asked for, as dhat does; the event says where it grew.
    fn requested(&mut self, op: &'static str, address: usize, block: Block, before: u64, here: usize) {
        self.blocks += 1;
        self.bytes += block.size;
        self.sums[block.stack].blocks += 1;
        self.sums[block.stack].bytes += block.size;
        self.live.insert(address, block);
        self.live_bytes = self.live_bytes - before + block.size;
        if self.live_bytes >= self.peak_bytes {
            self.peak_bytes = self.live_bytes;
            self.peak_blocks = self.live.len() as u64;
        }
        self.event(op, block, here);
    }

    fn freed(&mut self, address: usize) {
        let Some(block) = self.live.remove(&address) else {
            return;
        };
        self.live_bytes -= block.size;
        let here = self.stack();
        self.sums[here].freed_blocks += 1;
        self.sums[here].freed_bytes += block.size;
        self.event("free", block, here);
    }

    fn event(&mut self, op: &'static str, block: Block, here: usize) {
        if self.events.len() < EVENTS_KEPT {
            self.events.push((op, Block { stack: here, ..block }, self.live_bytes));
        } else {
            self.dropped += 1;
        }
    }

    fn stack(&mut self) -> usize {
        let frames = stack::frames();
        if let Some(known) = self.known.get(&frames) {
            return *known;
        }
        if self.stacks.len() == STACKS_KEPT {
            return STACKS_KEPT - 1;
        }
        self.stacks.push(frames.clone());
        self.sums.push(Sums::default());
        self.known.insert(frames, self.stacks.len() - 1);
        self.stacks.len() - 1
    }

    /// The report as JSON. Written by hand, since nothing but std can be used here.
    fn json(mut self) -> String {
        for block in self.live.values() {
            self.sums[block.stack].end_blocks += 1;
            self.sums[block.stack].end_bytes += block.size;
        }
        let mut out = String::new();
        let _ = write!(
            out,
            "{{\"totals\":{{\"blocks\":{},\"bytes\":{},\"peak_blocks\":{},\"peak_bytes\":{},\"end_blocks\":{},\"end_bytes\":{}}},\"events_dropped\":{},\"events\":[",
            self.blocks, self.bytes, self.peak_blocks, self.peak_bytes, self.live.len(), self.live_bytes, self.dropped
        );
        for (at, (op, block, live)) in self.events.iter().enumerate() {
            let comma = if at > 0 { "," } else { "" };
            let Block { id, size, align, stack } = block;
            let _ = write!(out, "{comma}[\"{op}\",{id},{size},{align},{live},{stack}]");
        }
        let _ = write!(out, "],\"stacks\":{:?},\"sums\":[", self.stacks);
        for (at, sums) in self.sums.iter().enumerate() {
            let comma = if at > 0 { "," } else { "" };
            let Sums { blocks, bytes, freed_blocks, freed_bytes, end_blocks, end_bytes } = sums;
            let _ = write!(out, "{comma}[{blocks},{bytes},{freed_blocks},{freed_bytes},{end_blocks},{end_bytes}]");
        }
        out.push_str("]}");
        out
    }
}

/// Ends the recording and reports, once, when `main` is over.
pub struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        finish();
    }
}

/// Starts to record. What the runtime did before, and stdout's buffer, are not the program's doing.
pub fn begin() -> Guard {
    let _ = std::io::stdout();
    *TRACE.lock().unwrap_or_else(PoisonError::into_inner) = Some(Trace::default());
    sink::at_exit(finish_at_exit);
    ARMED.store(true, Ordering::SeqCst);
    Guard
}

extern "C" fn finish_at_exit() {
    finish();
}

fn finish() {
    ARMED.store(false, Ordering::SeqCst);
    let trace = TRACE.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(trace) = trace {
        sink::report(trace.json().as_bytes());
    }
}

/// Where the report goes: the pipe that the runner left open as descriptor 3.
#[cfg(target_os = "linux")]
mod sink {
    use std::io::Write as _;
    use std::os::fd::FromRawFd as _;

    unsafe extern "C" {
        fn atexit(call: extern "C" fn()) -> i32;
    }

    pub(super) fn at_exit(call: extern "C" fn()) {
        // SAFETY: the function stays loaded as long as the process.
        unsafe { atexit(call) };
    }

    pub(super) fn report(json: &[u8]) {
        // SAFETY: the runner leaves this descriptor to the tracer alone; elsewhere writing to it fails.
        let pipe = unsafe { std::fs::File::from_raw_fd(3) };
        let mut pipe = std::mem::ManuallyDrop::new(pipe);
        let _ = pipe.write_all(json);
    }
}

/// Without inherited descriptors the report goes to a file that the runner names.
#[cfg(not(target_os = "linux"))]
mod sink {
    pub(super) fn at_exit(_: extern "C" fn()) {}

    pub(super) fn report(json: &[u8]) {
        if let Some(path) = std::env::var_os("MEMORY_LAB_REPORT") {
            let _ = std::fs::write(path, json);
        }
    }
}

/// Return addresses inside the program's own image, relative to its start, by its frame pointers.
#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod stack {
    use super::{FRAMES_KEPT, FRAMES_WALKED};

    unsafe extern "C" {
        static __executable_start: u8;
        static etext: u8;
    }

    pub(super) fn frames() -> Vec<usize> {
        let start = &raw const __executable_start as usize;
        let end = &raw const etext as usize;
        let mut kept = Vec::with_capacity(FRAMES_KEPT);
        let mut frame = frame_pointer();
        for _ in 0..FRAMES_WALKED {
            if frame == 0 || frame % 8 != 0 || kept.len() == FRAMES_KEPT {
                break;
            }
            // SAFETY: std and the program are built with frame pointers, so each frame starts with the
            // one before it; the walk ends where the chain stops to grow.
            let (next, back) = unsafe { (*(frame as *const usize), *(frame as *const usize).add(1)) };
            if (start..end).contains(&back) {
                kept.push(back - start);
            }
            if next <= frame || next - frame > 1 << 20 {
                break;
            }
            frame = next;
        }
        kept
    }

    #[inline(always)]
    fn frame_pointer() -> usize {
        let frame: usize;
        // SAFETY: reads one register.
        unsafe {
            #[cfg(target_arch = "x86_64")]
            std::arch::asm!("mov {}, rbp", out(reg) frame, options(nomem, nostack, preserves_flags));
            #[cfg(target_arch = "aarch64")]
            std::arch::asm!("mov {}, x29", out(reg) frame, options(nomem, nostack, preserves_flags));
        }
        frame
    }
}

/// Elsewhere the report has no lines.
#[cfg(not(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"))))]
mod stack {
    pub(super) fn frames() -> Vec<usize> {
        Vec::new()
    }
}
