//! Runs the listing: `cargo run -p sh-frames`.

fn main() {
    sh_frames::run();
}
