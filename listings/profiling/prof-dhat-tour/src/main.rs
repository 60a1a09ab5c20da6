//! Runs the listing: `cargo run -p prof-dhat-tour`.

fn main() {
    prof_dhat_tour::run();
}
