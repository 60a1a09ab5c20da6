//! Verifies `recorded/heap.json`: `cargo test -p leak-cache`.

heaplab::verify!(leak_cache: leaky, fixed);
