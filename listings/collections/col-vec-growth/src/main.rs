//! Runs the listing: `cargo run -p col-vec-growth`.

fn main() {
    col_vec_growth::run();
}
