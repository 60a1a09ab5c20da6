//! Runs the listing: `cargo run -p gc-vs-ownership`.

fn main() {
    gc_vs_ownership::run();
}
