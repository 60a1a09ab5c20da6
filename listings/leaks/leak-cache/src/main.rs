//! Runs the listing: `cargo run -p leak-cache`.

fn main() {
    leak_cache::run();
}
