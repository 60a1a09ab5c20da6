//! Runs the listing: `cargo run -p sh-big-box`.

fn main() {
    sh_big_box::run();
}
