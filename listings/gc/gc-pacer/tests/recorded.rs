//! Compares the formula with what a real Go program printed: within 2 %, or this turns red.

use gc_pacer::{MIB, goal};

/// The recorded session.
fn session() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/recorded/go.txt");
    std::fs::read_to_string(path).expect("the session is recorded: cargo book record gc-pacer --go")
}

/// The number that follows `label` in `line`.
fn number(line: &str, label: &str) -> f64 {
    let (_, rest) = line.split_once(label).expect("the label is in the line");
    let word = rest.split_whitespace().next().expect("a number follows");
    word.trim_start_matches('=')
        .parse()
        .expect("it is a number")
}

fn bytes(mebibytes: f64) -> u64 {
    (mebibytes * MIB as f64) as u64
}

fn assert_close(expected: u64, printed: u64, line: &str) {
    let apart = expected.abs_diff(printed) as f64 / printed as f64;
    assert!(apart < 0.02, "{:.1} % apart: {line}", 100.0 * apart);
}

/// The lines that the program prints itself, one for each setting.
fn settings(session: &str) -> Vec<&str> {
    session
        .lines()
        .filter(|line| line.starts_with("GOGC=") && line.contains(" live "))
        .collect()
}

#[test]
fn a_small_heap_gets_the_minimum_of_the_formula() {
    let session = session();
    let small: Vec<&str> = session
        .lines()
        .filter(|line| line.contains(" small heap: "))
        .collect();
    assert_eq!(small.len(), settings(&session).len());
    for line in small {
        let percent = number(line, "GOGC=") as u64;
        assert_close(goal(0, 0, Some(percent)), bytes(number(line, "goal")), line);
    }
}

#[test]
fn next_gc_is_what_the_formula_says() {
    let session = session();
    let percents: Vec<f64> = settings(&session)
        .iter()
        .map(|l| number(l, "GOGC="))
        .collect();
    assert_eq!(percents, [50.0, 100.0, 200.0, 400.0]);
    for line in settings(&session) {
        let (live, roots) = (number(line, "live"), number(line, "roots"));
        let percent = number(line, "GOGC=") as u64;
        let expected = goal(bytes(live), bytes(roots), Some(percent));
        assert_close(expected, bytes(number(line, "goal")), line);
    }
}

#[test]
fn the_trace_names_the_same_goals() {
    let session = session();
    let traced: Vec<&str> = session
        .lines()
        .filter(|line| line.starts_with("gc ") && line.ends_with("(forced)"))
        .collect();
    assert_eq!(traced.len(), settings(&session).len() + 1);
    // The first forced cycle finds out what is live; each of the others was planned with a setting.
    for (trace, line) in traced[1..].iter().zip(settings(&session)) {
        let (live, roots) = (number(line, "live"), number(line, "roots"));
        let percent = number(line, "GOGC=") as u64;
        let expected = goal(bytes(live), bytes(roots), Some(percent));
        let goal = trace
            .split(" MB goal")
            .next()
            .and_then(|s| s.rsplit(' ').next());
        let goal: u64 = goal.expect("a goal").parse().expect("a number");
        assert_close(expected, goal * MIB, trace);
    }
}
