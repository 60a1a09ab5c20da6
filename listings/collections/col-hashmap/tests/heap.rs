//! Verifies `recorded/heap.json`: `cargo test -p col-hashmap`.

heaplab::verify!(col_hashmap: grown, reserved, cleared);
