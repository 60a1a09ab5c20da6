//! Runs the listing: `cargo run -p gc-pacer`.

fn main() {
    gc_pacer::run();
}
