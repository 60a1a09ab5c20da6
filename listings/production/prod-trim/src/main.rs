//! Runs the listing: `cargo run -p prod-trim`.

fn main() {
    prod_trim::run();
}
