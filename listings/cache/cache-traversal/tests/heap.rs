//! Verifies `recorded/heap.json`: `cargo test -p cache-traversal`.

heaplab::verify!(cache_traversal: run);
