//! Verifies `recorded/heap.json`: `cargo test -p first-scope-free`.

heaplab::verify!(first_scope_free: run);
