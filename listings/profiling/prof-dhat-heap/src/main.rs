//! Runs the listing: `cargo run -p prof-dhat-heap`.

fn main() {
    prof_dhat_heap::run();
}
