//! Runs the listing: `cargo run -p col-collect`.

fn main() {
    col_collect::run();
}
