//! Runs the listing: `cargo run -p first-100mib`.

fn main() {
    first_100mib::run();
}
