//! Runs the listing: `cargo run -p prod-numbers`.

fn main() {
    prod_numbers::run();
}
