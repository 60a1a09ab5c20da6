//! Verifies `recorded/heap.json`: `cargo test -p sh-stepper`.

heaplab::verify!(sh_stepper: run);
