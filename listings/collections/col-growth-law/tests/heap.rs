//! Verifies `recorded/heap.json`: `cargo test -p col-growth-law --test heap`.

heaplab::verify!(col_growth_law: bytes, numbers, strings, pages);
