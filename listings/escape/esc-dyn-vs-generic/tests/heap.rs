//! Verifies `recorded/heap.json`: `cargo test -p esc-dyn-vs-generic`.

heaplab::verify!(esc_dyn_vs_generic: plain, with_field, generic, borrowed);
