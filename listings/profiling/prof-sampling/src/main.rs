//! Runs the listing: `cargo run -p prof-sampling`.

fn main() {
    prof_sampling::run();
}
