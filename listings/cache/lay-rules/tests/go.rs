//! The rule of Go holds against what Go said of its own structs: `cargo test -p lay-rules`.

use catalog::{Transcript, go_layouts};
use lay_rules::{TYPES, Type, in_go};

/// The session in which Go printed its layouts.
const SESSION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/recorded/go.txt");

/// Go's name in the session, and that of the rules.
fn known(name: &str) -> Type {
    let name = match name {
        "*uint64" => "*T",
        "[]uint32" => "[]T",
        other => other,
    };
    let found = TYPES.iter().find(|(_, go)| go.name == name);
    found
        .unwrap_or_else(|| panic!("the rules know no {name}"))
        .1
}

#[test]
fn the_rule_is_that_of_go() {
    let text = std::fs::read_to_string(SESSION).expect("recorded with `--go`");
    let session = Transcript::parse(&text).expect("a transcript");
    let layouts = go_layouts(&session);
    assert!(layouts.len() >= 12, "Go printed {} structs", layouts.len());
    let mut seen = Vec::new();
    for layout in &layouts {
        let fields: Vec<Type> = layout
            .fields
            .iter()
            .map(|field| known(&field.type_name))
            .collect();
        let told = in_go(&fields);
        let offsets: Vec<u64> = layout.fields.iter().map(|field| field.offset).collect();
        let sizes: Vec<u64> = layout.fields.iter().map(|field| field.size).collect();
        assert_eq!(
            (told.offsets, told.size, told.align),
            (offsets, layout.size, layout.align),
            "{}: told, and said by Go",
            layout.name
        );
        assert!(
            fields.iter().map(|field| field.size).eq(sizes),
            "{}",
            layout.name
        );
        seen.extend(fields.iter().map(|field| field.name));
    }
    for (_, go) in &TYPES {
        assert!(
            seen.contains(&go.name),
            "no struct of the session has a {}",
            go.name
        );
    }
}
