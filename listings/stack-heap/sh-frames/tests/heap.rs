//! Verifies `recorded/heap.json`: `cargo test -p sh-frames`.

heaplab::verify!(sh_frames: on_stack, boxed);
