//! A budget is kept or it is not, nothing escapes unmeasured, and a check that passes asks for nothing.

use budget_file::{Spent, check};

const FILE: &str = "\
# blocks of one request
GET /orders    12
GET /health     0

POST /orders   30
";

fn measured(orders: usize, health: usize, post: usize) -> [Spent<'static>; 3] {
    [("GET /orders", orders), ("GET /health", health), ("POST /orders", post)]
        .map(|(endpoint, blocks)| Spent { endpoint, blocks })
}

#[test]
fn what_is_over_its_budget_is_named_with_both_numbers() {
    let problems = check(FILE, &measured(13, 1, 30));
    assert_eq!(problems, [
        "GET /orders: 13 blocks, the budget is 12",
        "GET /health: 1 blocks, the budget is 0",
    ]);
}

#[test]
fn an_endpoint_without_a_budget_is_a_problem() {
    let mut spent = Vec::from(measured(12, 0, 30));
    spent.push(Spent { endpoint: "GET /search", blocks: 3 });
    assert_eq!(check(FILE, &spent), ["GET /search: 3 blocks, and no budget"]);
}

#[test]
fn a_budget_that_nobody_measured_is_a_problem() {
    let spent = measured(12, 0, 30);
    let problems = check(FILE, &spent[..2]);
    assert_eq!(problems, ["POST /orders: a budget of 30, and nothing measured"]);
}

#[test]
fn a_check_that_passes_asks_for_nothing() {
    let spent = measured(12, 0, 29);
    let (problems, spent) = budget::spent(|| check(FILE, &spent));
    assert!(problems.is_empty(), "{problems:?}");
    spent.at_most_blocks(0);
}
