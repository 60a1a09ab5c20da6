//! Runs the listing: `cargo run -p cache-false-sharing`.

fn main() {
    cache_false_sharing::run();
}
