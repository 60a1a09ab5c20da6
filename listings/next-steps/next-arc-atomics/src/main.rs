//! `cargo run -p next-arc-atomics`.

fn main() {
    next_arc_atomics::run();
}
