//! Runs the listing: `cargo run -p prod-jemalloc-stats --features jemalloc`.

#[global_allocator]
static HEAP: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() {
    prod_jemalloc_stats::run();
}
