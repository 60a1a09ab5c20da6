//! Runs the listing: `cargo run -p leak-five`.

fn main() {
    leak_five::run();
}
