//! Runs the listing: `cargo run -p sh-thread-stack`.

fn main() {
    sh_thread_stack::run();
}
