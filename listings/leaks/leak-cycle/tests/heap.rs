//! Verifies `recorded/heap.json`: `cargo test -p leak-cycle`.

heaplab::verify!(leak_cycle: leaky, fixed);
