//! A small escape analyser for functions without blocks. It takes a closure for a value that
//! holds what the closure captures.

/// The variables that have to move to the heap, in the order of the program.
///
/// Its statements: `var x`, `p = q`, `p = &x`, `p = *q`, `return p`, and `f = func x y` for a closure that
/// uses `x` and `y`.
pub fn moved(program: &str) -> Vec<&str> {
    let mut variables = vec![];
    let mut flows = vec![];
    let mut captures = vec![];
    for statement in program.split(';') {
        let words: Vec<&str> = statement.split_whitespace().collect();
        match words[..] {
            ["var", name] => variables.push(name),
            ["return", value] => flows.push(flow("heap", value)),
            [to, "=", "func", ref used @ ..] => {
                captures.extend(used.iter().map(|&name| (to, name)));
            }
            [to, "=", value] => flows.push(flow(to, value)),
            _ => panic!("`{statement}` is no statement"),
        }
    }
    // Only now is it known which variables change or may change, before the closure or after it.
    let changes = |&(to, from, derefs): &Flow, name| to == name || from == name && derefs == -1;
    let captured = captures.into_iter().map(|(to, name)| {
        let by_reference = flows.iter().any(|flow| changes(flow, name));
        (to, name, if by_reference { -1 } else { 0 })
    });
    let captured: Vec<Flow> = captured.collect();
    flows.extend(captured);
    let mut lasting = vec!["heap"];
    let mut at = 0;
    while at < lasting.len() {
        for name in addresses(&flows, lasting[at]) {
            if !lasting.contains(&name) {
                lasting.push(name);
            }
        }
        at += 1;
    }
    variables.retain(|name| lasting.contains(name));
    variables
}

/// Where a value goes, where it is from, and through how many dereferences: `&` counts as -1.
type Flow<'a> = (&'a str, &'a str, i32);

fn flow<'a>(to: &'a str, value: &'a str) -> Flow<'a> {
    match value.split_at(1) {
        ("&", name) => (to, name, -1),
        ("*", name) => (to, name, 1),
        _ => (to, value, 0),
    }
}

/// The places whose address arrives in `root`.
fn addresses<'a>(flows: &[Flow<'a>], root: &str) -> Vec<&'a str> {
    let mut seen: Vec<(&str, i32)> = vec![];
    let mut open = vec![(root, 0)];
    while let Some((to, derefs)) = open.pop() {
        for &(_, from, step) in flows.iter().filter(|flow| flow.0 == to) {
            let arrives = (from, derefs.max(0) + step);
            if !seen.iter().any(|&(name, fewest)| name == from && fewest <= arrives.1) {
                seen.push(arrives);
                open.push(arrives);
            }
        }
    }
    let addresses = seen.into_iter().filter(|&(_, derefs)| derefs < 0);
    addresses.map(|(name, _)| name).collect()
}
