//! Runs the listing: `cargo run -p cache-mesi`.

fn main() {
    cache_mesi::run();
}
