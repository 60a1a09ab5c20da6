//! Runs the listing: `cargo run -p prod-budget`.

fn main() {
    prod_budget::run();
}
