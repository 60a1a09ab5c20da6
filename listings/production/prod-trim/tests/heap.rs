//! Verifies `recorded/heap.json`: `cargo test -p prod-trim`.

heaplab::verify!(prod_trim: run);
