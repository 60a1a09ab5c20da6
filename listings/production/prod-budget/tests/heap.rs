//! Verifies `recorded/heap.json`: `cargo test -p prod-budget`.

heaplab::verify!(prod_budget: open, counted, budgeted);
