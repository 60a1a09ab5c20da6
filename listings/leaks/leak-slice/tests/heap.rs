//! Verifies `recorded/heap.json`: `cargo test -p leak-slice`.

heaplab::verify!(leak_slice: leaky, fixed);
