//! Runs the listing: `cargo run -p col-lines`.

fn main() {
    col_lines::run();
}
