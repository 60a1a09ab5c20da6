//! Verifies `recorded/heap.json`: `cargo test -p esc-toy-analyser`.

heaplab::verify!(esc_toy_analyser: run);
