//! Runs the listing: `cargo run -p col-nodes`.

fn main() {
    col_nodes::run();
}
