//! A thousand jobs for a consumer that does not come: an endless queue, and a bounded one.

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel, sync_channel};

/// The consumer's end, which nobody reads.
static CONSUMER: Mutex<Option<Receiver<[u64; 16]>>> = Mutex::new(None);

/// Hands the receiving end to the consumer.
fn consume(receiver: Receiver<[u64; 16]>) {
    if let Ok(mut consumer) = CONSUMER.lock() {
        *consumer = Some(receiver);
    }
}

// ANCHOR: leaky
/// `channel` takes whatever comes, and keeps it until somebody reads.
pub fn leaky() -> usize {
    let (sender, receiver) = channel();
    consume(receiver);
    (0..1_000)
        .filter(|&job| sender.send([job; 16]).is_ok())
        .count()
}
// ANCHOR_END: leaky

// ANCHOR: fixed
/// `sync_channel` has room for a hundred, and says so when it is full.
pub fn fixed() -> usize {
    let (sender, receiver) = sync_channel(100);
    consume(receiver);
    (0..1_000)
        .filter(|&job| sender.try_send([job; 16]).is_ok())
        .count()
}
// ANCHOR_END: fixed

/// Sends a thousand jobs into each.
pub fn run() {
    println!("leaky: {} queued", leaky());
    let queued = fixed();
    println!("fixed: {queued} queued, {} refused", 1_000 - queued);
}
