//! Runs the listing: `cargo run -p esc-hidden-catalogue`.

fn main() {
    esc_hidden_catalogue::run();
}
