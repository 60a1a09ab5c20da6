//! Verifies `recorded/heap.json`: `cargo test -p esc-small-buffer`.

heaplab::verify!(esc_small_buffer: array, vector, four, five);
