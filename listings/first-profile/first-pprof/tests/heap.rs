//! Verifies `recorded/heap.json`: `cargo test -p first-pprof`.

heaplab::verify!(first_pprof: run);
