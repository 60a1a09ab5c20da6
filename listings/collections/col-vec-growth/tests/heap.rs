//! Verifies `recorded/heap.json`: `cargo test -p col-vec-growth`.

heaplab::verify!(col_vec_growth: grown, reserved);
