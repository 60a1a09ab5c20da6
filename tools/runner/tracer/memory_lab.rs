//! Records what a program asks of the heap between `begin` and the end of `main`, and reports it once.
//!
//! Linked into a reader's program, or appended to it as a module where nothing can be linked: the report
//! then goes to stderr, with the lines that std's own backtraces name. Standard library only. A program can
//! forge its report: whoever reads it must treat it as data.

use std::alloc::{GlobalAlloc, Layout, System};
use std::backtrace::Backtrace;
use std::cell::Cell;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

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
/// Appended to the program and not linked into it.
static INLINE: AtomicBool = AtomicBool::new(false);
/// Inline: whether the lines are looked up.
static LINES: AtomicBool = AtomicBool::new(false);
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
        record(|trace, here| trace.allocated("alloc", block as usize, layout, here));
        block
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's contract is passed on.
        let block = unsafe { System.alloc_zeroed(layout) };
        record(|trace, here| trace.allocated("zeroed", block as usize, layout, here));
        block
    }

    unsafe fn realloc(&self, old: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller's contract is passed on.
        let new = unsafe { System.realloc(old, layout, size) };
        record(|trace, here| trace.resized(old as usize, new as usize, size, layout, here));
        new
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        record(|trace, here| trace.freed(block as usize, here));
        // SAFETY: the caller's contract is passed on.
        unsafe { System.dealloc(block, layout) }
    }
}

fn record(change: impl FnOnce(&mut Trace, usize)) {
    if !ARMED.load(Ordering::Relaxed) {
        return;
    }
    // A thread that is being torn down has no flag any more: its last requests go unrecorded.
    let Ok(false) = INSIDE.try_with(|inside| inside.replace(true)) else {
        return;
    };
    let frames = if INLINE.load(Ordering::Relaxed) { unwound::frames() } else { stack::frames() };
    let place = place(&frames);
    if let Some(trace) = trace().as_mut() {
        let here = trace.stack(frames, place);
        change(trace, here);
    }
    let _ = INSIDE.try_with(|inside| inside.set(false));
}

fn trace() -> MutexGuard<'static, Option<Trace>> {
    TRACE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where a stack that was not seen before is in the source, inline.
///
/// It takes std's lock of backtraces, so not while this thread panics, which holds that lock already, and
/// not with the trace locked, which a thread that holds the other lock may be waiting for.
fn place(frames: &[usize]) -> Option<Backtrace> {
    let wanted = LINES.load(Ordering::Relaxed) && !std::thread::panicking();
    let known = |trace: &Trace| trace.known.contains_key(frames) || trace.stacks.len() == STACKS_KEPT;
    (wanted && !trace().as_ref().is_none_or(known)).then(Backtrace::force_capture)
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
    places: Vec<Option<Backtrace>>,
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
    fn allocated(&mut self, op: &'static str, address: usize, layout: Layout, stack: usize) {
        if address == 0 {
            return;
        }
        self.next += 1;
        let (size, align) = (layout.size() as u64, layout.align() as u64);
        let block = Block { id: self.next - 1, size, align, stack };
        self.requested(op, address, block, 0, stack);
    }

    fn resized(&mut self, old: usize, new: usize, size: usize, layout: Layout, here: usize) {
        if new == 0 {
            return;
        }
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

    fn freed(&mut self, address: usize, here: usize) {
        let Some(block) = self.live.remove(&address) else {
            return;
        };
        self.live_bytes -= block.size;
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

    fn stack(&mut self, frames: Vec<usize>, place: Option<Backtrace>) -> usize {
        if let Some(known) = self.known.get(&frames) {
            return *known;
        }
        if self.stacks.len() == STACKS_KEPT {
            return STACKS_KEPT - 1;
        }
        self.stacks.push(frames.clone());
        self.places.push(place);
        self.sums.push(Sums::default());
        self.known.insert(frames, self.stacks.len() - 1);
        self.stacks.len() - 1
    }

    /// For each stack the lines of this very file, innermost first: those of the tracer are among them,
    /// which stands behind the last line of the reader's.
    fn lines(&self) -> Vec<Vec<u32>> {
        let line = |text: &str| -> Option<u32> {
            let (path, line) = text.trim().strip_prefix("at ")?.rsplit_once(':')?.0.rsplit_once(':')?;
            path.ends_with(file!()).then(|| line.parse().ok())?
        };
        let lines = |place: &Option<Backtrace>| {
            place.as_ref().map_or(Vec::new(), |place| place.to_string().lines().filter_map(line).collect())
        };
        self.places.iter().map(lines).collect()
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
        if INLINE.load(Ordering::Relaxed) {
            let _ = write!(out, "],\"lines\":{:?},\"sums\":[", self.lines());
        } else {
            let _ = write!(out, "],\"stacks\":{:?},\"sums\":[", self.stacks);
        }
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
    *trace() = Some(Trace::default());
    sink::at_exit(finish_at_exit);
    ARMED.store(true, Ordering::SeqCst);
    Guard
}

/// Starts to record in a program that this file is a module of. Without `lines` no request has a line:
/// a program that captures backtraces itself holds the lock that looking them up takes.
pub fn begin_inline(lines: bool) -> Guard {
    INLINE.store(true, Ordering::SeqCst);
    LINES.store(lines, Ordering::SeqCst);
    begin()
}

extern "C" fn finish_at_exit() {
    finish();
}

fn finish() {
    ARMED.store(false, Ordering::SeqCst);
    let trace = trace().take();
    if let Some(trace) = trace {
        let json = trace.json();
        if INLINE.load(Ordering::SeqCst) {
            // In one piece, on a line of its own, to be cut out by whoever shows the rest.
            use std::io::Write as _;
            let _ = std::io::stderr().lock().write_all(format!("\nmemory-lab-heap:{json}\n").as_bytes());
        } else {
            sink::report(json.as_bytes());
        }
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

/// Return addresses by the unwinder that every program with std brings: where nothing is linked, nothing
/// says that there are frame pointers either. Good for telling stacks apart.
#[cfg(target_os = "linux")]
mod unwound {
    use super::FRAMES_WALKED;
    use std::ffi::c_void;

    const GO_ON: i32 = 0;
    const END_OF_STACK: i32 = 5;

    unsafe extern "C" {
        fn _Unwind_Backtrace(each: extern "C" fn(*mut c_void, *mut c_void) -> i32, frames: *mut c_void) -> i32;
        fn _Unwind_GetIP(context: *mut c_void) -> usize;
    }

    extern "C" fn each(context: *mut c_void, frames: *mut c_void) -> i32 {
        // SAFETY: `frames` below hands over its own vector, and the unwinder its own context.
        let (frames, address) = unsafe { (&mut *frames.cast::<Vec<usize>>(), _Unwind_GetIP(context)) };
        if frames.len() == FRAMES_WALKED {
            return END_OF_STACK;
        }
        frames.push(address);
        GO_ON
    }

    pub(super) fn frames() -> Vec<usize> {
        let mut frames = Vec::with_capacity(FRAMES_WALKED);
        // SAFETY: the callback has the signature that the unwinder calls.
        unsafe { _Unwind_Backtrace(each, (&raw mut frames).cast()) };
        frames
    }
}

/// Elsewhere all requests have the same stack.
#[cfg(not(target_os = "linux"))]
mod unwound {
    pub(super) fn frames() -> Vec<usize> {
        Vec::new()
    }
}
