//! Verifies `recorded/heap.json` and `recorded/layout.json`: `cargo test -p lay-vec`.

heaplab::verify!(
    lay_vec: chosen, in_c, packed, columns;
    Reading { kind, at, flag },
    ReadingInC { kind, at, flag },
    ReadingPacked { kind, at, flag },
);
