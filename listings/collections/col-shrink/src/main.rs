//! Runs the listing: `cargo run -p col-shrink`.

fn main() {
    col_shrink::run();
}
