//! Verifies `recorded/heap.json`: `cargo test -p prof-sampling`.

heaplab::verify!(prof_sampling: run);
