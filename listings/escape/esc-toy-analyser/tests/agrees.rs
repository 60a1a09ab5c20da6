//! The analyser has to say what Go's compiler says, and why: `cargo test -p esc-toy-analyser`.

use esc_toy_analyser::{PROGRAMS, Place, Role, analyse};

// `local` word by word in Rust, where it compiles; the other functions are in `fails/`.
include!("twin/local.rs");

/// The session in which Go printed its own analysis, with `-gcflags=-m` and `-gcflags=-m=2`.
const SESSION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/recorded/go.txt");

fn session() -> String {
    std::fs::read_to_string(SESSION).expect("recorded with `--go`")
}

fn ours() -> Vec<Place> {
    let graphs = PROGRAMS.map(|(_, program)| analyse(program).expect("well-formed"));
    let places = graphs.into_iter().flatten();
    places.filter(|place| place.role != Role::Other).collect()
}

/// What Go prints of one variable, without its place in the file.
fn verdict(line: &str) -> Option<String> {
    let (_, verdict) = line.strip_prefix("./main.go:")?.split_once(": ")?;
    let (verdict, _) = verdict.split_once(" to result").unwrap_or((verdict, ""));
    (!verdict.trim_start().starts_with("flow: ")).then(|| verdict.to_string())
}

#[test]
fn says_what_go_says() {
    let by_go: Vec<String> = session().lines().filter_map(verdict).collect();
    let by_us: Vec<String> = ours()
        .iter()
        // Of a variable that stays, Go says nothing.
        .filter(|place| place.role == Role::Parameter || !place.way.is_empty())
        .map(|place| {
            let line = place.to_string();
            line.rsplit_once(": ")
                .filter(|_| !place.way.is_empty())
                .map_or(line.clone(), |(said, _)| said.to_string())
        })
        .collect();
    assert!(!by_go.is_empty(), "go.txt holds no verdict");
    assert_eq!(by_us, by_go, "ours and Go's, in the order of the source");
}

#[test]
fn takes_the_way_that_go_takes() {
    let mut by_go: Vec<(String, Vec<String>)> = vec![];
    for line in session().lines() {
        let Some((at, flow)) = line.split_once(":   flow: ") else {
            continue;
        };
        let flow = flow.trim_end_matches(':').replace("~r0", "return");
        let flow = flow.replace("{heap}", "heap");
        match by_go.last_mut().filter(|(last, _)| last == at) {
            Some((_, way)) => way.push(flow),
            None => by_go.push((at.to_string(), vec![flow])),
        }
    }
    let mut by_go: Vec<Vec<String>> = by_go.into_iter().map(|(_, way)| way).collect();
    let ways = ours().into_iter().map(|place| place.way);
    let mut by_us: Vec<Vec<String>> = ways.filter(|way| !way.is_empty()).collect();
    by_go.sort();
    by_us.sort();
    assert!(!by_go.is_empty(), "go.txt holds no flow");
    assert_eq!(by_us, by_go, "ours and Go's");
}

#[test]
fn a_statement_it_cannot_read_is_named() {
    for (program, problem) in [
        ("var a; a := 1 + 2", "`a := 1 + 2` is no statement"),
        ("var a; }", "`}` closes no block"),
    ] {
        assert_eq!(analyse(program).err().as_deref(), Some(problem));
    }
}

#[test]
fn a_chain_through_a_moved_variable_is_followed() {
    let graph = analyse("param x; var v; v = x; p = &v; return p").expect("well-formed");
    let said: Vec<String> = graph
        .iter()
        .filter(|place| place.role != Role::Other)
        .map(Place::to_string)
        .collect();
    assert_eq!(
        said,
        [
            "leaking param: x: v ← x, p ← &v, return ← p",
            "moved to heap: v: p ← &v, return ← p"
        ]
    );
}

#[test]
fn rust_refuses_the_variables_that_go_moves() {
    assert_eq!(local(), 42);
    for (name, program) in PROGRAMS {
        let graph = analyse(program).expect("well-formed");
        let moved: Vec<String> = graph
            .iter()
            .filter(|place| place.moved())
            .map(|place| format!("`{}`", place.name))
            .collect();
        let recorded = format!("{}/recorded/{name}.txt", env!("CARGO_MANIFEST_DIR"));
        let refusal = std::fs::read_to_string(recorded).unwrap_or_default();
        let error = refusal.lines().find(|line| line.starts_with("error"));
        assert_eq!(error.is_some(), !moved.is_empty(), "{name}");
        let error = error.unwrap_or_default();
        assert!(
            moved.iter().all(|variable| error.contains(variable)),
            "{name}: {error}"
        );
    }
}
