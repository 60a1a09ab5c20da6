//! Verifies `recorded/heap.json`: `cargo test -p gc-memlimit`.

heaplab::verify!(gc_memlimit: run);
