//! Runs the listing: `cargo run -p leak-thread-local`.

fn main() {
    leak_thread_local::run();
}
