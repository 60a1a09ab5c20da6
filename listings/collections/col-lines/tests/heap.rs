//! Verifies `recorded/heap.json`: `cargo test -p col-lines`.

heaplab::verify!(col_lines: owned, reused, borrowed);
