//! Verifies `recorded/heap.json` and `recorded/layout.json`: `cargo test -p lay-padding`.

heaplab::verify!(lay_padding: run; Reading { kind, at, flag });
