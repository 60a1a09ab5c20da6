//! Verifies `recorded/heap.json`: `cargo test -p esc-return-ways`.

heaplab::verify!(esc_return_ways: value, boxed, out_parameter, borrowed);
