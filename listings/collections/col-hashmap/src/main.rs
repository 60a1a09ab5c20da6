//! Runs the listing: `cargo run -p col-hashmap`.

fn main() {
    col_hashmap::run();
}
