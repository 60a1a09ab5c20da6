//! Verifies `recorded/heap.json`: `cargo test -p leak-five`.

heaplab::verify!(leak_five: forgotten, leaked, replaced, returned, cyclic);
