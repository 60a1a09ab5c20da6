//! Runs the listing: `cargo run -p gc-tricolor`.

fn main() {
    gc_tricolor::run();
}
