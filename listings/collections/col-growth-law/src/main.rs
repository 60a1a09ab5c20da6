//! `cargo run -p col-growth-law`.

fn main() {
    col_growth_law::run();
}
