//! Verifies `recorded/heap.json`: `cargo test -p one-second`.

heaplab::verify!(one_second: run);
