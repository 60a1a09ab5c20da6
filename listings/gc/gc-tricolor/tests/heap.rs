//! Verifies `recorded/heap.json`: `cargo test -p gc-tricolor`.

heaplab::verify!(gc_tricolor: run);
