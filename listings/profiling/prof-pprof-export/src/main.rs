//! Runs the listing: `cargo run -p prof-pprof-export`.

fn main() {
    prof_pprof_export::run();
}
