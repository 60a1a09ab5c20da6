//! Runs the listing: `cargo run -p one-second`.

fn main() {
    one_second::run();
}
