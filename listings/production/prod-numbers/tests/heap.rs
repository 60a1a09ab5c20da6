//! Verifies `recorded/heap.json`: `cargo test -p prod-numbers`.

heaplab::verify!(prod_numbers: written, buffers);
