//! Verifies `recorded/heap.json`: `cargo test -p leak-channel`.

heaplab::verify!(leak_channel: leaky, fixed);
