//! Verifies `recorded/heap.json`: `cargo test -p cache-false-sharing`.

heaplab::verify!(cache_false_sharing: run);
