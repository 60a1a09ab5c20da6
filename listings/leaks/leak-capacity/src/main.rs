//! Runs the listing: `cargo run -p leak-capacity`.

fn main() {
    leak_capacity::run();
}
