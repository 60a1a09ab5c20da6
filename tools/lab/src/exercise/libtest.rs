//! What libtest prints.

use std::collections::BTreeMap;

/// Reads what libtest prints: `test NAME ... ok`, and below `---- NAME stdout ----` what a failed one said.
pub fn test_results(text: &str) -> Vec<(String, Option<String>)> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("test "));
    let tests = lines.filter_map(|line| line.split_once(" ... "));
    let read = tests.map(|(name, result)| {
        let said = (result != "ok").then(|| complaint(text, name));
        (name.to_owned(), said)
    });
    // Tests that run side by side end in any order.
    read.collect::<BTreeMap<_, _>>().into_iter().collect()
}

fn complaint(text: &str, name: &str) -> String {
    let (_, rest) = text
        .split_once(&format!("---- {name} stdout ----\n"))
        .unwrap_or_default();
    let ours = rest.split("\n---- ").next().unwrap_or_default();
    let ours = ours.split("\nfailures:").next().unwrap_or_default();
    let lines = ours.lines().filter(|line| {
        let is_place = line.starts_with("thread '") && line.contains("panicked at");
        !is_place && !line.starts_with("note: run with `RUST_BACKTRACE") && !line.trim().is_empty()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_and_complaints_are_read_from_libtest() {
        let text = "\nrunning 2 tests\ntest a ... ok\ntest b ... FAILED\n\nfailures:\n\n---- b stdout ----\n\n\
            thread 'b' (7) panicked at tests/budget.rs:3:9:\nasked for 101 blocks, the budget is 2\n\
            note: run with `RUST_BACKTRACE=1` environment variable\n\n\nfailures:\n    b\n";
        let expected = "asked for 101 blocks, the budget is 2".to_owned();
        assert_eq!(
            test_results(text),
            [("a".to_owned(), None), ("b".to_owned(), Some(expected))]
        );
    }
}
