//! Verifies `recorded/heap.json`: `cargo test -p esc-async`.

heaplab::verify!(esc_async: pinned, large);
