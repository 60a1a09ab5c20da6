//! Runs the listing: `cargo run -p leak-channel`.

fn main() {
    leak_channel::run();
}
