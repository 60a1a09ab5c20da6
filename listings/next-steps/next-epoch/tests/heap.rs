//! Verifies `recorded/heap.json`: `cargo test -p next-epoch`.

heaplab::verify!(next_epoch: run);
