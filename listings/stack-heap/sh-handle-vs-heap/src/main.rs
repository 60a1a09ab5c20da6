//! Runs the listing: `cargo run -p sh-handle-vs-heap`.

fn main() {
    sh_handle_vs_heap::run();
}
