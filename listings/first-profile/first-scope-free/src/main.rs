//! Runs the listing: `cargo run -p first-scope-free`.

fn main() {
    first_scope_free::run();
}
