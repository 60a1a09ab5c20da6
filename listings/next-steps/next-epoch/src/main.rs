//! `cargo run -p next-epoch`.

fn main() {
    next_epoch::run();
}
