//! Runs the listing: `cargo run -p prof-blind`.

fn main() {
    prof_blind::run();
}
