//! The same objects are marked, with at most one jump for eight objects.

use by_span::{SPAN, mark};

const SPANS: usize = 64;

/// Each object refers to two that lie anywhere; the same graph every time.
fn graph() -> Vec<[usize; 2]> {
    let mut state = 1u64;
    let mut any = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % (SPANS * SPAN)
    };
    (0..SPANS * SPAN).map(|_| [any(), any()]).collect()
}

fn reachable(graph: &[[usize; 2]]) -> usize {
    let mut reached = std::collections::HashSet::from([0]);
    let mut to_visit = vec![0];
    while let Some(object) = to_visit.pop() {
        to_visit.extend(graph[object].into_iter().filter(|&to| reached.insert(to)));
    }
    reached.len()
}

#[test]
fn what_is_reachable_is_scanned_once() {
    let graph = graph();
    assert_eq!(mark(&graph, 0).objects, reachable(&graph));
}

#[test]
fn a_span_is_entered_for_many_objects() {
    let marked = mark(&graph(), 0);
    let (switches, budget) = (marked.switches, marked.objects / 8);
    assert!(
        switches <= budget,
        "{switches} switches between spans, the budget is {budget}"
    );
}
