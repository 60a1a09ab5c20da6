//! Runs the listing: `cargo run -p first-pprof`.

fn main() {
    first_pprof::run();
}
