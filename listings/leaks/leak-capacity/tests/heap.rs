//! Verifies `recorded/heap.json`: `cargo test -p leak-capacity`.

heaplab::verify!(leak_capacity: leaky, fixed);
