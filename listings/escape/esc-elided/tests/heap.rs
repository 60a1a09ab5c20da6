//! Verifies `recorded/heap.json`: `cargo test -p esc-elided`.

heaplab::verify!(esc_elided: run);
