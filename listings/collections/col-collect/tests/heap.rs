//! Verifies `recorded/heap.json`: `cargo test -p col-collect`.

heaplab::verify!(col_collect: ranged, filtered, mapped, narrowed, sifted);
