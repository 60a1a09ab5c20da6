//! Runs the listing: `cargo run -p first-lazy-zero`.

fn main() {
    first_lazy_zero::run();
}
