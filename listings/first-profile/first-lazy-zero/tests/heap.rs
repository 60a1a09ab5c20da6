//! Verifies `recorded/heap.json`: `cargo test -p first-lazy-zero`.

heaplab::verify!(first_lazy_zero: zeroed, filled, reserved);
