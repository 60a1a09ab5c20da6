//! A buffer for each thread: it keeps the size of its largest request, or is cut back.

use std::cell::RefCell;

thread_local! {
    /// Used again by every request on this thread.
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The usual size of a request.
const USUAL: usize = 4 * 1024;

/// One large request among small ones.
const REQUESTS: [usize; 5] = [1_000, 4_000, 1024 * 1024, 2_000, 3_000];

// ANCHOR: leaky
/// Clears the buffer, which keeps its room.
pub fn leaky() -> usize {
    BUFFER.with_borrow_mut(|buffer| {
        for bytes in REQUESTS {
            buffer.clear();
            buffer.resize(bytes, 0);
        }
        buffer.capacity()
    })
}
// ANCHOR_END: leaky

// ANCHOR: fixed
/// Clears the buffer, and cuts off what is beyond the usual size.
pub fn fixed() -> usize {
    BUFFER.with_borrow_mut(|buffer| {
        for bytes in REQUESTS {
            buffer.clear();
            buffer.shrink_to(USUAL);
            buffer.resize(bytes, 0);
        }
        buffer.capacity()
    })
}
// ANCHOR_END: fixed

/// Serves the requests in both ways.
pub fn run() {
    println!("leaky: room for {}", leaky());
    println!("fixed: room for {}", fixed());
}
