//! Runs the listing: `cargo run --release -p sh-box-release`.

fn main() {
    sh_box_release::run();
}
