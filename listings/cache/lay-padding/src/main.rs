//! Runs the listing: `cargo run -p lay-padding`.

fn main() {
    lay_padding::run();
}
