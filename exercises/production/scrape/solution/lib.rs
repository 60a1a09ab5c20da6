//! Reads a metric out of a text in Prometheus' format, and looks at the lines of that metric only.

/// The sum of a metric over all its labels; `None` when the text does not have it.
pub fn sum(text: &str, name: &str) -> Option<f64> {
    let mut sum = None;
    for line in text.lines() {
        let Some(rest) = line.strip_prefix(name) else {
            continue;
        };
        let rest = match rest.strip_prefix('{') {
            Some(labels) => labels.rsplit_once('}')?.1,
            None if rest.starts_with(' ') => rest,
            // The name of another metric goes on.
            None => continue,
        };
        // After the value there may be a time.
        let value: f64 = rest.split_whitespace().next()?.parse().ok()?;
        sum = Some(sum.unwrap_or(0.0) + value);
    }
    sum
}
