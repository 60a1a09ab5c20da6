//! Holds what endpoints spent against a file of budgets; where all is well, it asks for nothing.
//!
//! A line of the file is a budget: `GET /orders 12`. Empty lines and lines with `#` in front say nothing.

/// What one request of an endpoint took.
pub struct Spent<'a> {
    /// `GET /orders`.
    pub endpoint: &'a str,
    /// Blocks of one request.
    pub blocks: usize,
}

/// What is wrong, a message each: the endpoints in their order, then the budgets that nobody measured.
pub fn check(file: &str, measured: &[Spent]) -> Vec<String> {
    let mut problems = Vec::new();
    for Spent { endpoint, blocks } in measured {
        match budgets(file).find(|(name, _)| name == endpoint) {
            None => problems.push(format!("{endpoint}: {blocks} blocks, and no budget")),
            Some((_, budget)) if *blocks > budget => {
                problems.push(format!("{endpoint}: {blocks} blocks, the budget is {budget}"));
            }
            Some(_) => {}
        }
    }
    for (endpoint, budget) in budgets(file) {
        if !measured.iter().any(|spent| spent.endpoint == endpoint) {
            problems.push(format!("{endpoint}: a budget of {budget}, and nothing measured"));
        }
    }
    problems
}

/// The budgets of a file, read anew each time: a file of a hundred lines is no reason for a map.
fn budgets(file: &str) -> impl Iterator<Item = (&str, usize)> {
    let lines = file.lines().map(str::trim).filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let (endpoint, blocks) = line.rsplit_once(' ')?;
        Some((endpoint.trim_end(), blocks.parse().ok()?))
    })
}
