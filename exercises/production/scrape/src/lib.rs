//! Reads a metric out of a text in Prometheus' format. All the others are made into strings for it.

use std::collections::HashMap;

/// The sum of a metric over all its labels; `None` when the text does not have it.
pub fn sum(text: &str, name: &str) -> Option<f64> {
    let mut sums: HashMap<String, f64> = HashMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (metric, rest) = match line.split_once('{') {
            Some((metric, rest)) => (metric, rest.rsplit_once('}')?.1),
            None => line.split_once(' ')?,
        };
        // After the value there may be a time.
        let value: f64 = rest.split_whitespace().next()?.parse().ok()?;
        *sums.entry(metric.to_string()).or_insert(0.0) += value;
    }
    sums.get(name).copied()
}
