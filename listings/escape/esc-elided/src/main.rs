//! Runs the listing: `cargo run -p esc-elided`.

fn main() {
    esc_elided::run();
}
