//! Holds what endpoints spent against a file of budgets. It finds too little, and asks for too much.
//!
//! A line of the file is a budget: `GET /orders 12`. Empty lines and lines with `#` in front say nothing.

use std::collections::HashMap;

/// What one request of an endpoint took.
pub struct Spent<'a> {
    /// `GET /orders`.
    pub endpoint: &'a str,
    /// Blocks of one request.
    pub blocks: usize,
}

/// What is wrong, a message each: the endpoints in their order, then the budgets that nobody measured.
pub fn check(file: &str, measured: &[Spent]) -> Vec<String> {
    let mut budgets: HashMap<String, usize> = HashMap::new();
    for line in file.lines() {
        if let Some((endpoint, blocks)) = line.rsplit_once(' ') {
            budgets.insert(endpoint.to_string(), blocks.parse().unwrap_or(0));
        }
    }
    let mut problems = Vec::new();
    for Spent { endpoint, blocks } in measured {
        let budget = budgets.get(*endpoint).copied().unwrap_or(usize::MAX);
        if *blocks > budget {
            problems.push(format!("{endpoint}: {blocks} blocks, the budget is {budget}"));
        }
    }
    problems
}
