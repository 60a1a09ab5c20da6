//! Runs the listing: `cargo run -p sh-deep-drop`.

fn main() {
    sh_deep_drop::run();
}
