//! Verifies `recorded/heap.json` and `recorded/layout.json`: `cargo test -p lay-sizes`.

heaplab::verify!(lay_sizes: run; TextOrNumber, TextOrBytes);
