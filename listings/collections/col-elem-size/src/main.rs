//! Runs the listing: `cargo run -p col-elem-size`.

fn main() {
    col_elem_size::run();
}
