//! Runs the listing: `cargo run -p prof-timeline`.

fn main() {
    prof_timeline::run();
}
