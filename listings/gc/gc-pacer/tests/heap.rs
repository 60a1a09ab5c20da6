//! Verifies `recorded/heap.json`: `cargo test -p gc-pacer`.

heaplab::verify!(gc_pacer: run);
