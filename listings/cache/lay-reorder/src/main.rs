//! Runs the listing: `cargo run -p lay-reorder`.

fn main() {
    lay_reorder::run();
}
