//! Each of the five places leads by one metric and by no other: the point of the tour, read from its record.

use serde_json::Value;

/// The places, and the metric that each of them leads.
const PLACES: [&str; 5] = ["label", "body", "report", "catalogue", "remember"];
const METRICS: [&str; 5] = ["blocks", "bytes", "peak_bytes", "peak_blocks", "end_bytes"];

/// The lines between the anchor comments of a place.
fn lines(place: &str) -> std::ops::Range<u64> {
    let source = include_str!("../src/lib.rs");
    let at = |comment: String| {
        let found = source.lines().position(|line| line == comment);
        found.expect("every place has an anchor") as u64 + 1
    };
    at(format!("// ANCHOR: {place}"))..at(format!("// ANCHOR_END: {place}"))
}

/// The sum of a metric over the lines of a place.
fn sum(sites: &[Value], place: &str, metric: &str) -> u64 {
    let lines = lines(place);
    let here = |site: &&Value| {
        let at = site["at"].as_str().and_then(|at| at.rsplit_once(':'));
        at.is_some_and(|(_, line)| line.parse().is_ok_and(|line| lines.contains(&line)))
    };
    let values = sites.iter().filter(here).map(|site| site[metric].as_u64());
    values.map(|value| value.expect("a number")).sum()
}

/// The places, the largest first.
fn ranked(metric: &str) -> Vec<&'static str> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/recorded/heap.json");
    let text = std::fs::read_to_string(path).expect("recorded: cargo book record prof-dhat-tour");
    let report: Value = serde_json::from_str(&text).expect("the report is JSON");
    let sites = report["exact"]["cases"][0]["sites"]
        .as_array()
        .expect("sites");
    let mut places = PLACES.to_vec();
    places.sort_by_key(|place| std::cmp::Reverse(sum(sites, place, metric)));
    places
}

#[test]
fn each_metric_has_its_own_leader() {
    assert_eq!(METRICS.map(|metric| ranked(metric)[0]), PLACES);
}

#[test]
fn the_most_requests_are_a_small_part_of_the_bytes() {
    assert_eq!(
        ranked("bytes"),
        ["body", "report", "catalogue", "label", "remember"]
    );
    assert_eq!(
        ranked("peak_bytes"),
        ["report", "catalogue", "body", "remember", "label"]
    );
}
