//! Verifies `recorded/heap.json`: `cargo test -p gc-mark-sweep`.

heaplab::verify!(gc_mark_sweep: run);
