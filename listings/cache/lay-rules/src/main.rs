//! Runs the listing: `cargo run -p lay-rules`.

fn main() {
    lay_rules::run();
}
