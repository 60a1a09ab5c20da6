//! Runs the listing: `cargo run -p leak-slice`.

fn main() {
    leak_slice::run();
}
