//! Verifies `recorded/heap.json`: `cargo test -p prof-dhat-tour`.

heaplab::verify!(prof_dhat_tour: run);
