//! Runs the listing: `cargo run -p cache-traversal`.

fn main() {
    cache_traversal::run();
}
