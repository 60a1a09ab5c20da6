//! Runs the listing: `cargo run -p cache-padding-price`.

fn main() {
    cache_padding_price::run();
}
