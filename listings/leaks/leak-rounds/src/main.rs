//! Runs the listing: `cargo run -p leak-rounds`.

fn main() {
    leak_rounds::run();
}
