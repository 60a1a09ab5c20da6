//! A small escape analyser, and what it says of six Go functions.

use std::collections::VecDeque;

/// The functions of `go/main.go`, statement by statement.
pub const PROGRAMS: [(&str, &str); 6] = [
    ("returned", "var answer; p = &answer; return p"),
    ("local", "var count; p = &count; return *p"),
    (
        "chain",
        "var value; inner = &value; outer = &inner; return *outer",
    ),
    ("stored", "param place; var entry; *place = &entry"),
    (
        "loop",
        "var first; last = &first; {; var each; each = *last; last = &each; }; return *last",
    ),
    (
        "order",
        "param given; var spare; p = &spare; p = given; return p",
    ),
];

// ANCHOR: run
/// Prints what Go's compiler prints, and after it the way that was taken.
pub fn run() {
    let mut all = 0;
    for (name, program) in PROGRAMS {
        let graph = analyse(program).expect("the programs above are well-formed");
        let moved = graph.iter().filter(|place| place.moved()).count();
        all += moved;
        println!("{name}: {moved} moved");
        for place in graph.iter().filter(|place| place.role != Role::Other) {
            println!("  {place}");
        }
    }
    println!("all: {all} moved");
}

impl std::fmt::Display for Place {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let way = self.way.join(", ");
        match (self.role, self.way.is_empty()) {
            (Role::Parameter, true) => write!(out, "{} does not escape", self.name),
            (Role::Parameter, false) => write!(out, "leaking param: {}: {way}", self.name),
            (_, true) => write!(out, "{} stays", self.name),
            (_, false) => write!(out, "moved to heap: {}: {way}", self.name),
        }
    }
}
// ANCHOR_END: run

// ANCHOR: graph
/// A variable, the heap or the result, and what flows into it.
pub struct Place {
    /// Its name in the program.
    pub name: String,
    /// How the program introduces it.
    pub role: Role,
    /// The assignments by which its address, or a parameter's value, gets out.
    pub way: Vec<String>,
    /// The places that flow into this one, and through how many dereferences: `&` counts as -1.
    pub flows: Vec<(usize, i32)>,
    depth: u32,
}

/// What a place is to its function.
#[derive(Clone, Copy, PartialEq)]
pub enum Role {
    /// Declared with `var`: may have to move.
    Variable,
    /// Declared with `param`: may pass its value on.
    Parameter,
    /// The heap, the result, and a pointer that is only assigned to.
    Other,
}

const HEAP: usize = 0;
const RESULT: usize = 1;

/// Reads the statements into a graph.
fn parse(program: &str) -> Result<Vec<Place>, String> {
    let mut graph = vec![];
    place(&mut graph, "heap", 0);
    place(&mut graph, "return", 0);
    let mut depth: u32 = 0;
    for statement in program.split(';').map(str::trim) {
        let words: Vec<&str> = statement.split_whitespace().collect();
        match words[..] {
            ["{"] => depth += 1,
            ["}"] => depth = depth.checked_sub(1).ok_or("`}` closes no block")?,
            ["var", name] => declare(&mut graph, name, depth, Role::Variable),
            ["param", name] => declare(&mut graph, name, 0, Role::Parameter),
            ["return", value] => flow(&mut graph, RESULT, value, depth),
            [to, "=", value] if to.starts_with('*') => flow(&mut graph, HEAP, value, depth),
            [to, "=", value] => {
                let to = place(&mut graph, to, depth);
                flow(&mut graph, to, value, depth);
            }
            [] => {}
            _ => return Err(format!("`{statement}` is no statement")),
        }
    }
    Ok(graph)
}
// ANCHOR_END: graph

impl Place {
    /// Whether it is a variable that has to move to the heap.
    pub fn moved(&self) -> bool {
        self.role != Role::Parameter && !self.way.is_empty()
    }
}

fn declare(graph: &mut Vec<Place>, name: &str, depth: u32, role: Role) {
    let declared = place(graph, name, depth);
    graph[declared].role = role;
}

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
            role: Role::Other,
            way: vec![],
            flows: vec![],
            depth,
        });
        graph.len() - 1
    })
}

// ANCHOR: analyse
/// Walks back from every place, and once more from each that turns out to be on the heap.
pub fn analyse(program: &str) -> Result<Vec<Place>, String> {
    let mut graph = parse(program)?;
    let mut roots: VecDeque<usize> = (0..graph.len()).collect();
    while let Some(root) = roots.pop_front() {
        for (place, derefs, way) in reached(&graph, root) {
            let address = derefs < 0 && outlives(&graph, root, place);
            let passed_on = graph[place].role == Role::Parameter && lasting(&graph, root);
            if graph[place].way.is_empty() && (address || passed_on) {
                graph[place].way = way;
                roots.push_back(place);
            }
        }
    }
    Ok(graph)
}

/// The heap and the result outlive the call, and so does what has moved to the heap.
fn lasting(graph: &[Place], root: usize) -> bool {
    root == HEAP || root == RESULT || graph[root].moved()
}

/// A variable outlives those of an inner block.
fn outlives(graph: &[Place], root: usize, place: usize) -> bool {
    lasting(graph, root) || graph[root].depth < graph[place].depth
}

/// What arrives in `root`: through how many dereferences, and on which way.
fn reached(graph: &[Place], root: usize) -> Vec<(usize, i32, Vec<String>)> {
    let mut fewest: Vec<Option<i32>> = vec![None; graph.len()];
    let mut found = vec![];
    let mut open = VecDeque::from([(root, 0, vec![])]);
    while let Some((to, derefs, way)) = open.pop_front() {
        for &(from, step) in &graph[to].flows {
            // Once an address was taken, what flows into that place does not arrive as an address.
            let derefs = i32::max(derefs, 0) + step;
            if fewest[from].is_some_and(|known| known <= derefs) {
                continue;
            }
            fewest[from] = Some(derefs);
            let sign = ["&", "", "*"][(step + 1) as usize];
            let mut way = way.clone();
            way.insert(
                0,
                format!("{} ← {sign}{}", graph[to].name, graph[from].name),
            );
            found.push((from, derefs, way.clone()));
            open.push_back((from, derefs, way));
        }
    }
    found
}
// ANCHOR_END: analyse
