//! Runs the listing: `cargo run -p prof-heap-test`.

fn main() {
    prof_heap_test::run();
}
