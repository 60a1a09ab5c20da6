//! Verifies `recorded/heap.json`: `cargo test -p sh-deep-drop`.

heaplab::verify!(sh_deep_drop: recursive, iterative);
