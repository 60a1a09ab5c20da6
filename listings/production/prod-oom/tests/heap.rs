//! Verifies `recorded/heap.json`: `cargo test -p prod-oom`.

heaplab::verify!(prod_oom: asking_first);
