//! Runs the listing: `cargo run -p {{name}}`.

fn main() {
    {{crate}}::run();
}
