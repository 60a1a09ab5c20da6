//! Sixteen bytes of each request are kept: as a view, and as a copy.

use bytes::Bytes;
use std::sync::Mutex;

/// Session tokens, kept for as long as the process runs.
static TOKENS: Mutex<Vec<Bytes>> = Mutex::new(Vec::new());

/// Reads a request of 64 KiB.
fn request() -> Bytes {
    Bytes::from(vec![b'x'; 64 * 1024])
}

fn keep(token: Bytes) {
    if let Ok(mut tokens) = TOKENS.lock() {
        tokens.push(token);
    }
}

// ANCHOR: leaky
/// Keeps a view of 16 bytes: the whole request stays behind it.
pub fn leaky() {
    for _ in 0..10 {
        let request = request();
        keep(request.slice(..16));
    }
}
// ANCHOR_END: leaky

// ANCHOR: fixed
/// Keeps a copy of 16 bytes: the request goes at the end of its scope.
pub fn fixed() {
    for _ in 0..10 {
        let request = request();
        keep(Bytes::copy_from_slice(&request[..16]));
    }
}
// ANCHOR_END: fixed

/// Keeps ten tokens in each way.
pub fn run() {
    leaky();
    fixed();
    let kept = TOKENS
        .lock()
        .map_or(0, |tokens| tokens.iter().map(Bytes::len).sum());
    println!("kept {kept} bytes of tokens");
}
