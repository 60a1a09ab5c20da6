//! Runs the listing: `cargo run -p leak-task`.

fn main() {
    leak_task::run();
}
