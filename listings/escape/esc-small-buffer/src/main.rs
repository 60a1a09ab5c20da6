//! Runs the listing: `cargo run -p esc-small-buffer`.

fn main() {
    esc_small_buffer::run();
}
