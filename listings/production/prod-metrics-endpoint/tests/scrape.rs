//! Scrapes the endpoint as Prometheus would: `cargo test -p prod-metrics-endpoint`.

use prod_metrics_endpoint::{Counting, get, serve};
use std::net::TcpListener;
use std::thread;

#[global_allocator]
static HEAP: Counting = Counting;

/// The answer of an endpoint of its own.
fn answer(path: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it is bound");
    let server = thread::spawn(move || serve(&listener, 1));
    let answer = get(address, path).expect("it answers");
    server.join().expect("the server ends after one request");
    answer
}

/// The value of a metric, whose name and type have to be announced before it.
fn value(answer: &str, name: &str, kind: &str) -> usize {
    let announced = format!("# TYPE {name} {kind}\n{name} ");
    let (_, rest) = answer
        .split_once(&announced)
        .expect("a metric with its type");
    let line = rest.lines().next().expect("a value");
    line.parse().expect("a number")
}

#[test]
fn a_scrape_is_in_the_format_of_prometheus() {
    let answer = answer("/metrics");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.contains("\r\nContent-Type: text/plain; version=0.0.4\r\n"));
    let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
    assert!(body.ends_with('\n'), "the last line ends as well");
    assert_eq!(body.matches("# HELP ").count(), 3);
    for line in body.lines().filter(|line| !line.starts_with('#')) {
        let (name, value) = line.split_once(' ').expect("a name and a value");
        assert!(
            name.ends_with("_bytes") || name.ends_with("_total"),
            "{name}"
        );
        value.parse::<f64>().expect("a number");
    }
}

#[test]
fn what_is_held_is_live_and_resident() {
    let before = value(&answer("/metrics"), "demo_heap_live_bytes", "gauge");
    let held = vec![1u8; 50 << 20];
    let answer = answer("/metrics");
    let live = value(&answer, "demo_heap_live_bytes", "gauge");
    // The other tests request and free a little meanwhile.
    assert!(live > before + (49 << 20), "{before}, then {live}");
    let resident = value(&answer, "process_resident_memory_bytes", "gauge");
    assert!(resident > held.len(), "{resident}");
}

#[test]
fn blocks_are_counted_up() {
    let before = value(&answer("/metrics"), "demo_heap_blocks_total", "counter");
    let after = value(&answer("/metrics"), "demo_heap_blocks_total", "counter");
    assert!(after > before, "{before}, then {after}");
}

#[test]
fn another_path_is_not_found() {
    assert!(answer("/").starts_with("HTTP/1.1 404 "));
}
