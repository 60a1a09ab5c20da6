//! Runs the listing: `cargo run -p cache-line-size`.

fn main() {
    cache_line_size::run();
}
