//! Verifies `recorded/heap.json`: `cargo test -p col-elem-size`.

heaplab::verify!(col_elem_size: unit, bytes, numbers, kilobytes, larger);
