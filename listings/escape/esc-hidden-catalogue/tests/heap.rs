//! Verifies `recorded/heap.json`: `cargo test -p esc-hidden-catalogue`.

heaplab::verify!(esc_hidden_catalogue: literal, short, long, joined, added, collected, filtered, valid, invalid, parse_error, io_kind, io_message, boxed_error, shared, shared_again);
