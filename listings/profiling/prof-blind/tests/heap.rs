//! Verifies `recorded/heap.json`: `cargo test -p prof-blind`.

heaplab::verify!(prof_blind: vector, stack, reserved);
