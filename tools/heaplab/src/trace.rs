//! Trace mode: every request in order, with its size, the live bytes after it, and its call stack.
//!
//! dhat knows where a block was allocated; only an event log knows where it grew and where it was freed.

use catalog::Op;
use std::alloc::Layout;
use std::cell::Cell;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Return addresses kept of each stack; enough to reach the listing's own frame through std's.
const STACK_DEPTH: usize = 64;

/// One request as recorded, its stack not yet resolved.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RawEvent {
    pub(crate) op: Op,
    pub(crate) block: u32,
    pub(crate) size: u64,
    pub(crate) align: u64,
    pub(crate) live: u64,
    pub(crate) stack: usize,
}

/// Everything recorded between [`start`] and [`finish`].
#[derive(Debug, Default)]
pub(crate) struct Trace {
    pub(crate) events: Vec<RawEvent>,
    pub(crate) stacks: Vec<Vec<usize>>,
    known_stacks: HashMap<Vec<usize>, usize>,
    live_blocks: HashMap<usize, Block>,
    live: u64,
    blocks: u32,
}

#[derive(Debug, Clone, Copy)]
struct Block {
    id: u32,
    size: u64,
    align: u64,
}

static TRACE: Mutex<Option<Trace>> = Mutex::new(None);

thread_local! {
    /// Set while this thread is inside the tracer, whose own requests are not recorded.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Begins an empty trace.
pub(crate) fn start() {
    *lock() = Some(Trace::default());
}

/// Ends the trace and returns it.
pub(crate) fn finish() -> Trace {
    lock().take().unwrap_or_default()
}

fn lock() -> std::sync::MutexGuard<'static, Option<Trace>> {
    TRACE.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn allocated(op: Op, address: usize, layout: Layout) {
    if address == 0 {
        return;
    }
    record(|trace| {
        let id = trace.next_block();
        let block = Block {
            id,
            size: layout.size() as u64,
            align: layout.align() as u64,
        };
        trace.live += block.size;
        trace.live_blocks.insert(address, block);
        Some((op, block))
    });
}

pub(crate) fn resized(old: usize, new: usize, size: usize, layout: Layout) {
    record(|trace| {
        // A block from before the trace counts as new, as it does for dhat.
        let before = trace.live_blocks.remove(&old);
        let id = match before {
            Some(block) => block.id,
            None => trace.next_block(),
        };
        let old_size = before.map_or(0, |block| block.size);
        let block = Block {
            id,
            size: size as u64,
            align: layout.align() as u64,
        };
        trace.live = trace.live - old_size + block.size;
        trace.live_blocks.insert(new, block);
        Some((
            if block.size < old_size {
                Op::Shrink
            } else {
                Op::Grow
            },
            block,
        ))
    });
}

pub(crate) fn freed(address: usize) {
    record(|trace| {
        let block = trace.live_blocks.remove(&address)?;
        trace.live -= block.size;
        Some((Op::Free, block))
    });
}

/// Applies one change to the trace and logs it, unless this thread is already inside the tracer.
fn record(change: impl FnOnce(&mut Trace) -> Option<(Op, Block)>) {
    // A thread that is being torn down has no flag any more: its last requests go unrecorded.
    let Ok(false) = INSIDE.try_with(|inside| inside.replace(true)) else {
        return;
    };
    if let Some(trace) = lock().as_mut()
        && let Some((op, block)) = change(trace)
    {
        let stack = trace.intern(stack());
        let Block { id, size, align } = block;
        trace.events.push(RawEvent {
            op,
            block: id,
            size,
            align,
            live: trace.live,
            stack,
        });
    }
    let _ = INSIDE.try_with(|inside| inside.set(false));
}

impl Trace {
    fn next_block(&mut self) -> u32 {
        self.blocks += 1;
        self.blocks - 1
    }

    fn intern(&mut self, stack: Vec<usize>) -> usize {
        if let Some(known) = self.known_stacks.get(&stack) {
            return *known;
        }
        self.stacks.push(stack.clone());
        self.known_stacks.insert(stack, self.stacks.len() - 1);
        self.stacks.len() - 1
    }

    /// The most bytes that were live at once.
    pub(crate) fn peak(&self) -> u64 {
        self.events
            .iter()
            .map(|event| event.live)
            .max()
            .unwrap_or(0)
    }
}

/// The return addresses of the current stack, innermost first.
fn stack() -> Vec<usize> {
    let mut addresses = Vec::with_capacity(STACK_DEPTH);
    backtrace::trace(|frame| {
        addresses.push(frame.ip() as usize);
        addresses.len() < STACK_DEPTH
    });
    addresses
}
