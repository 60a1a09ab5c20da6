//! Verifies `recorded/heap.json`: `cargo test -p {{name}}`.

heaplab::verify!({{crate}}: run);
