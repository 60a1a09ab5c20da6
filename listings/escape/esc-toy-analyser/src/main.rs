//! Runs the listing: `cargo run -p esc-toy-analyser`.

fn main() {
    esc_toy_analyser::run();
}
