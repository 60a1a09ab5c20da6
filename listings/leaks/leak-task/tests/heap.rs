//! Verifies `recorded/heap.json`: `cargo test -p leak-task`.

heaplab::verify!(leak_task: leaky, fixed);
