//! Verifies `recorded/heap.json`: `cargo test -p sh-address-map`.

heaplab::verify!(sh_address_map: run);
