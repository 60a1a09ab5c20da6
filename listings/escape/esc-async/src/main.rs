//! Runs the listing: `cargo run -p esc-async`.

fn main() {
    esc_async::run();
}
