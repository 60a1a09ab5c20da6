//! The same sums, without a block for what nobody asked for.

use scrape::sum;
use std::fmt::Write as _;

const TEXT: &str = "\
# HELP demo_heap_live_bytes Bytes requested and not freed.
# TYPE demo_heap_live_bytes gauge
demo_heap_live_bytes 1024
demo_heap_live_bytes_max 4096
http_requests_total{code=\"200\",path=\"/a{b} c\"} 7 1700000000000
http_requests_total{code=\"500\"} 3
demo_load 0.5
";

#[test]
fn a_metric_is_found_by_its_whole_name() {
    assert_eq!(sum(TEXT, "demo_heap_live_bytes"), Some(1024.0));
    assert_eq!(sum(TEXT, "demo_heap_live_bytes_max"), Some(4096.0));
    assert_eq!(sum(TEXT, "demo_load"), Some(0.5));
    assert_eq!(sum(TEXT, "demo_heap"), None);
    assert_eq!(sum(TEXT, "HELP"), None);
}

#[test]
fn labels_are_added_up_and_times_are_not_values() {
    assert_eq!(sum(TEXT, "http_requests_total"), Some(10.0));
}

#[test]
fn a_hundred_metrics_need_no_block() {
    let mut text = String::new();
    for number in 0..100 {
        writeln!(text, "demo_{number}_bytes {number}").expect("a String takes it");
    }
    let (found, spent) = budget::spent(|| sum(&text, "demo_42_bytes"));
    assert_eq!(found, Some(42.0));
    spent.at_most_blocks(0);
}
