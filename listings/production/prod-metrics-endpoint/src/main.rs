//! Runs the listing: `cargo run -p prod-metrics-endpoint`.

#[global_allocator]
static HEAP: prod_metrics_endpoint::Counting = prod_metrics_endpoint::Counting;

fn main() {
    prod_metrics_endpoint::run();
}
