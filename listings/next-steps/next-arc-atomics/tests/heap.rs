//! Verifies `recorded/heap.json`: `cargo test -p next-arc-atomics`.

heaplab::verify!(next_arc_atomics: ours, standard);
