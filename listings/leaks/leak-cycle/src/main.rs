//! Runs the listing: `cargo run -p leak-cycle`.

fn main() {
    leak_cycle::run();
}
