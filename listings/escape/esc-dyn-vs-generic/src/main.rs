//! Runs the listing: `cargo run -p esc-dyn-vs-generic`.

fn main() {
    esc_dyn_vs_generic::run();
}
