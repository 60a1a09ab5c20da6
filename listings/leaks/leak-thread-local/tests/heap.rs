//! Verifies `recorded/heap.json`: `cargo test -p leak-thread-local`.

heaplab::verify!(leak_thread_local: leaky, fixed);
