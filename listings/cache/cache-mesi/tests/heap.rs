//! Verifies `recorded/heap.json`: `cargo test -p cache-mesi`.

heaplab::verify!(cache_mesi: run);
