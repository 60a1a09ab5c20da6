//! Runs the listing: `cargo run -p gc-memlimit`.

fn main() {
    gc_memlimit::run();
}
