//! Verifies `recorded/heap.json`: `cargo test -p col-shrink`.

heaplab::verify!(col_shrink: cleared, truncated, shrunk, taken);
