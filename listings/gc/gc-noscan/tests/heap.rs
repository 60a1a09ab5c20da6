//! Verifies `recorded/heap.json`: `cargo test -p gc-noscan`.

heaplab::verify!(gc_noscan: run);
