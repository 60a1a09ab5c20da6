//! Runs the listing: `cargo run -p lay-vec`.

fn main() {
    lay_vec::run();
}
