//! The analyser and Go's compiler have to name the same variables: `cargo test -p esc-toy-analyser`.

/// The session in which Go printed its own analysis, with `-gcflags=-m`.
const SESSION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/recorded/go.txt");

#[test]
fn moves_what_go_moves() {
    let session = std::fs::read_to_string(SESSION).expect("recorded with `--go`");
    let moved = |line: &str| Some(line.split_once(": moved to heap: ")?.1.to_string());
    let by_go: Vec<String> = session.lines().filter_map(moved).collect();
    let mut by_us = vec![];
    for (_, program) in esc_toy_analyser::PROGRAMS {
        let graph = esc_toy_analyser::analyse(program);
        let on_heap = graph
            .into_iter()
            .filter(|place| place.declared && place.path.is_some());
        by_us.extend(on_heap.map(|place| place.name));
    }
    assert!(!by_go.is_empty(), "go.txt names no variable");
    assert_eq!(by_us, by_go, "ours and Go's, in the order of the source");
}
