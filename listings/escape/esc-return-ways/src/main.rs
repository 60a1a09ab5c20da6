//! Runs the listing: `cargo run -p esc-return-ways`.

fn main() {
    esc_return_ways::run();
}
