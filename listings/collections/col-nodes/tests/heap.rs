//! Verifies `recorded/heap.json`: `cargo test -p col-nodes`.

heaplab::verify!(col_nodes: vector, deque, heap, tree, collected_tree, list);
