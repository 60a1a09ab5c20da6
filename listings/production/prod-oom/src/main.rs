//! Runs the listing: `cargo run -p prod-oom`. With an argument it is one of the listing's children.

fn main() {
    match std::env::args().nth(1) {
        Some(what) => prod_oom::ask(&what),
        None => prod_oom::run(),
    }
}
