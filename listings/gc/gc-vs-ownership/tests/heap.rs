//! Verifies `recorded/heap.json`: `cargo test -p gc-vs-ownership`.

heaplab::verify!(gc_vs_ownership: collected, counted, arena, owned);
