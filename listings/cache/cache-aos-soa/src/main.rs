//! Runs the listing: `cargo run -p cache-aos-soa`.

fn main() {
    cache_aos_soa::run();
}
