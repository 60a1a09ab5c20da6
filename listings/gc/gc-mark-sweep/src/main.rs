//! Runs the listing: `cargo run -p gc-mark-sweep`.

fn main() {
    gc_mark_sweep::run();
    gc_mark_sweep::garbage();
}
