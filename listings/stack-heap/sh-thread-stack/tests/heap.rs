//! Verifies `recorded/heap.json`: `cargo test -p sh-thread-stack`.

heaplab::verify!(sh_thread_stack: spawned);
