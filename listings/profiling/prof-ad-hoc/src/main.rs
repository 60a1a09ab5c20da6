//! Runs the listing: `cargo run -p prof-ad-hoc`.

fn main() {
    prof_ad_hoc::run();
}
