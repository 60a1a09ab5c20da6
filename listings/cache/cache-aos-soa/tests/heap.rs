//! Verifies `recorded/heap.json`: `cargo test -p cache-aos-soa`.

heaplab::verify!(cache_aos_soa: rows, split, columns);
