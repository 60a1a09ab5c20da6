//! Verifies `recorded/heap.json`: `cargo test -p cache-padding-price`.

heaplab::verify!(cache_padding_price: plain, padded, sharded, part);
