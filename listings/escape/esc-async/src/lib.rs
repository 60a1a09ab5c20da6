//! How large a future is, and when it goes to the heap.

use std::hint::black_box;

/// Prints the size of four futures. None of them is ever polled.
pub fn run() {
    println!(
        "buffer held across the await: {} B",
        size_of_val(&holding())
    );
    println!(
        "buffer gone before the await: {} B",
        size_of_val(&released())
    );
    println!("the first one twice:          {} B", size_of_val(&twice()));
    println!("the first one in a box:       {} B", size_of_val(&boxed()));
    pinned();
    large();
}

// ANCHOR: futures
async fn pause() {}

async fn holding() -> u8 {
    let buffer = black_box([0_u8; 1024]);
    pause().await;
    buffer[3]
}

async fn released() -> u8 {
    let first = black_box([0_u8; 1024])[3];
    pause().await;
    first
}

async fn twice() -> u8 {
    holding().await + holding().await
}

async fn boxed() -> u8 {
    Box::pin(holding()).await
}
// ANCHOR_END: futures

// ANCHOR: pinned
/// The heap is asked for the future when it is boxed, not when it waits.
pub fn pinned() {
    drop(black_box(Box::pin(holding())));
}

/// A future that is not boxed asks for nothing, however large it is.
pub fn large() {
    drop(black_box(twice()));
}
// ANCHOR_END: pinned
