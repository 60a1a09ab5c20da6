//! Verifies `recorded/heap.json`: `cargo test -p sh-big-box`.

heaplab::verify!(sh_big_box: from_vec);
