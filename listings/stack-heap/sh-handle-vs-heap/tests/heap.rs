//! Verifies `recorded/heap.json`: `cargo test -p sh-handle-vs-heap`.

heaplab::verify!(sh_handle_vs_heap: string, vector, boxed, shared, map, empty, moved);
