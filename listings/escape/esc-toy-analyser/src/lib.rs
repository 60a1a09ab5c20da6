//! A small escape analyser, and what it says of five Go functions.

use std::collections::VecDeque;

/// The functions of `go/main.go`, one statement after the other.
pub const PROGRAMS: [(&str, &str); 5] = [
    ("returned", "var answer; p = &answer; return p"),
    ("local", "var count; p = &count; r = *p; return r"),
    (
        "chain",
        "var value; inner = &value; outer = &inner; r = *outer; return r",
    ),
    ("stored", "var entry; e = &entry; *place = e"),
    (
        "loop",
        "var first; last = &first; {; var each; each = *last; last = &each; }; r = *last; return r",
    ),
];

// ANCHOR: run
/// Prints a line for each variable that has to leave the stack.
pub fn run() {
    for (name, program) in PROGRAMS {
        let graph = analyse(program);
        println!("{name}:");
        for place in graph.iter().filter(|place| place.declared) {
            match &place.path {
                Some(path) => println!("  {} moved to heap: {path}", place.name),
                None => println!("  {} stays", place.name),
            }
        }
    }
}
// ANCHOR_END: run

// ANCHOR: graph
/// A variable, the heap or the result, and what flows into it.
pub struct Place {
    /// Its name in the program.
    pub name: String,
    /// Whether the program declares it with `var`.
    pub declared: bool,
    /// Why it has to be on the heap, if it has to.
    pub path: Option<String>,
    depth: u32,
    /// Where from, and through how many dereferences: `&` counts as -1.
    flows: Vec<(usize, i32)>,
}

const HEAP: usize = 0;
const RESULT: usize = 1;

/// Reads the statements into a graph.
fn parse(program: &str) -> Vec<Place> {
    let mut graph = vec![];
    place(&mut graph, "heap", 0);
    place(&mut graph, "return", 0);
    let mut depth = 0;
    for statement in program.split(';').map(str::trim) {
        let words: Vec<&str> = statement.split_whitespace().collect();
        match words[..] {
            ["{"] => depth += 1,
            ["}"] => depth -= 1,
            ["var", name] => {
                let declared = place(&mut graph, name, depth);
                graph[declared].declared = true;
            }
            ["return", value] => flow(&mut graph, RESULT, value, depth),
            [to, "=", value] if to.starts_with('*') => flow(&mut graph, HEAP, value, depth),
            [to, "=", value] => {
                let to = place(&mut graph, to, depth);
                flow(&mut graph, to, value, depth);
            }
            _ => panic!("`{statement}` is no statement"),
        }
    }
    graph
}
// ANCHOR_END: graph

/// Notes that a value flows to a place.
fn flow(graph: &mut Vec<Place>, to: usize, value: &str, depth: u32) {
    let derefs = match value.as_bytes()[0] {
        b'&' => -1,
        b'*' => 1,
        _ => 0,
    };
    let from = place(graph, value.trim_start_matches(['&', '*']), depth);
    graph[to].flows.push((from, derefs));
}

/// The place of this name, new or not.
fn place(graph: &mut Vec<Place>, name: &str, depth: u32) -> usize {
    let known = graph.iter().position(|place| place.name == name);
    known.unwrap_or_else(|| {
        graph.push(Place {
            name: name.to_string(),
            declared: false,
            path: None,
            depth,
            flows: vec![],
        });
        graph.len() - 1
    })
}

// ANCHOR: analyse
/// Walks back from every place, and once more from each that turns out to be on the heap.
pub fn analyse(program: &str) -> Vec<Place> {
    let mut graph = parse(program);
    let mut roots: VecDeque<usize> = (0..graph.len()).collect();
    while let Some(root) = roots.pop_front() {
        for (place, path) in reached(&graph, root) {
            if graph[place].path.is_none() && outlives(&graph, root, place) {
                graph[place].path = Some(path);
                roots.push_back(place);
            }
        }
    }
    graph
}

/// The heap and the result outlive the call; a variable outlives those of an inner block.
fn outlives(graph: &[Place], root: usize, place: usize) -> bool {
    let lasting = root == HEAP || root == RESULT || graph[root].path.is_some();
    lasting || graph[root].depth < graph[place].depth
}

/// The places whose address can arrive in `root`, each with its way.
fn reached(graph: &[Place], root: usize) -> Vec<(usize, String)> {
    let mut fewest: Vec<Option<i32>> = vec![None; graph.len()];
    let mut addresses = vec![];
    let mut open = VecDeque::from([(root, 0, graph[root].name.clone())]);
    while let Some((to, derefs, path)) = open.pop_front() {
        for &(from, step) in &graph[to].flows {
            // Once an address was taken, what flows into that place does not arrive as an address.
            let derefs = derefs.max(0) + step;
            if fewest[from].is_some_and(|known| known <= derefs) {
                continue;
            }
            fewest[from] = Some(derefs);
            let path = format!("{} → {path}", graph[from].name);
            if derefs < 0 {
                addresses.push((from, path.clone()));
            }
            open.push_back((from, derefs, path));
        }
    }
    addresses
}
// ANCHOR_END: analyse
