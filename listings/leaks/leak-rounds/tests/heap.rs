//! Verifies `recorded/heap.json`: `cargo test -p leak-rounds`.

heaplab::verify!(leak_rounds: pages, latest, batch, history, table, families, queue, sessions);
