//! Runs the listing: `cargo run -p gc-noscan`.

fn main() {
    gc_noscan::run();
}
