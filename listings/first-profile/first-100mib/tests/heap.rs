//! Verifies `recorded/heap.json`: `cargo test -p first-100mib`.

heaplab::verify!(first_100mib: run);
