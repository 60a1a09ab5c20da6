//! Verifies `recorded/heap.json`: `cargo test -p prof-timeline`.

heaplab::verify!(prof_timeline: run);
