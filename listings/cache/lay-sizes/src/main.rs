//! Runs the listing: `cargo run -p lay-sizes`.

fn main() {
    lay_sizes::run();
}
