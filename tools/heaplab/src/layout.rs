//! The layouts of a listing's types: taken from the compiler by [`verify!`](crate::verify), compared with
//! `recorded/layout.json`.

use catalog::{FieldLayout, TypeLayout};
use std::fmt::Write as _;

/// A type by its name alone.
pub fn type_layout<T>(name: &str, fields: Vec<FieldLayout>) -> TypeLayout {
    TypeLayout::new(name, size_of::<T>() as u64, align_of::<T>() as u64, fields)
}

/// A field; `take` says which one and is never called. It moves the field out, since no reference may lead
/// into a packed struct; a type that implements `Drop` can therefore only be recorded by its name.
pub fn field_layout<T, F>(name: &str, offset: usize, _take: fn(T) -> F) -> FieldLayout {
    FieldLayout {
        name: name.to_owned(),
        type_name: without_paths(std::any::type_name::<F>()),
        offset: offset as u64,
        size: size_of::<F>() as u64,
    }
}

/// `Option<Box<str>>` for `core::option::Option<alloc::boxed::Box<str>>`.
fn without_paths(name: &str) -> String {
    let mut short = String::new();
    let mut word = String::new();
    for char in name.chars() {
        match char {
            ':' => word.clear(),
            _ if char.is_alphanumeric() || char == '_' => word.push(char),
            _ => {
                short.push_str(&std::mem::take(&mut word));
                short.push(char);
            }
        }
    }
    short + &word
}

/// What differs between recorded and fresh layouts, a line per type; empty when they agree. `source` is the text
/// of the listing's `src/lib.rs`, and `path` its name.
pub(crate) fn differences(
    path: &str,
    source: &str,
    recorded: &[TypeLayout],
    fresh: &[TypeLayout],
) -> String {
    let mut text = String::new();
    let named = |layouts: &[TypeLayout], name: &str| {
        let found = layouts.iter().find(|layout| layout.name == name);
        found.cloned()
    };
    for new in fresh {
        let changes = match named(recorded, &new.name) {
            None => "is not recorded".to_owned(),
            Some(old) => changes(&old, new),
        };
        if !changes.is_empty() {
            // Writing to a String cannot fail.
            let _ = writeln!(
                text,
                "  {}: {}: {changes}",
                place(path, source, new),
                new.name
            );
        }
    }
    for old in recorded {
        if named(fresh, &old.name).is_none() {
            let what = "is recorded, and verify! of tests/heap.rs does not name it";
            let _ = writeln!(text, "  {path}: {}: {what}", old.name);
        }
    }
    if text.is_empty() && recorded != fresh {
        text.push_str("  the order of the types differs\n");
    }
    text
}

/// `src/lib.rs:12`, the line that declares the type, or the file alone.
fn place(path: &str, source: &str, layout: &TypeLayout) -> String {
    let declares = |line: &str| {
        let words: Vec<&str> = line
            .split(|char: char| !char.is_alphanumeric() && char != '_')
            .collect();
        words.windows(2).any(|pair| {
            matches!(pair[0], "struct" | "enum" | "union" | "type") && pair[1] == layout.name
        })
    };
    match source.lines().position(declares) {
        Some(at) => format!("{path}:{}", at + 1),
        None => path.to_owned(),
    }
}

fn changes(old: &TypeLayout, new: &TypeLayout) -> String {
    let mut changes = Vec::new();
    changes.extend(moved("size", old.size, new.size));
    changes.extend(moved("align", old.align, new.align));
    for field in &new.fields {
        if let Some(was) = twin(old, field) {
            let (offset, size) = (
                format!("offset of {}", field.name),
                format!("size of {}", field.name),
            );
            changes.extend(moved(&offset, was.offset, field.offset));
            changes.extend(moved(&size, was.size, field.size));
        }
    }
    changes.extend(new.fields.iter().filter_map(|field| retyped(old, field)));
    let gone = old.fields.iter().filter(|field| twin(new, field).is_none());
    changes.extend(gone.map(|field| format!("field {} is gone", field.name)));
    changes.join(", ")
}

fn moved(what: &str, old: u64, new: u64) -> Option<String> {
    (old != new).then(|| format!("{what} {old} → {new}"))
}

/// A field that is new, or has another type.
fn retyped(old: &TypeLayout, field: &FieldLayout) -> Option<String> {
    let (name, now) = (&field.name, &field.type_name);
    let Some(was) = twin(old, field) else {
        return Some(format!("field {name} is new"));
    };
    (was.type_name != *now).then(|| format!("{name} was {}, is {now}", was.type_name))
}

/// The field of the same name.
fn twin<'l>(layout: &'l TypeLayout, field: &FieldLayout) -> Option<&'l FieldLayout> {
    layout.fields.iter().find(|other| other.name == field.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Pair {
        small: u8,
        large: Option<Box<str>>,
    }

    fn pair() -> TypeLayout {
        let small = field_layout("small", std::mem::offset_of!(Pair, small), |it: Pair| {
            it.small
        });
        let large = field_layout("large", std::mem::offset_of!(Pair, large), |it: Pair| {
            it.large
        });
        type_layout::<Pair>("Pair", vec![small, large])
    }

    #[test]
    fn a_type_says_where_its_fields_lie() {
        let pair = pair();
        assert_eq!((pair.size, pair.align, pair.padding()), (24, 8, 7));
        let types: Vec<&str> = pair
            .fields
            .iter()
            .map(|field| field.type_name.as_str())
            .collect();
        assert!(
            types.contains(&"u8") && types.contains(&"Option<Box<str>>"),
            "{types:?}"
        );
    }

    #[test]
    fn paths_are_left_out_inside_of_types_as_well() {
        assert_eq!(without_paths("a::b::C<d::E, (f::G, u8)>"), "C<E, (G, u8)>");
        assert_eq!(without_paths("&[core::cell::Cell<u8>]"), "&[Cell<u8>]");
    }

    #[test]
    fn a_difference_names_the_line_of_the_declaration() {
        let (old, mut new) = (pair(), pair());
        new.size = 32;
        new.fields[0].offset += 8;
        let source = "//! Two.\n\npub struct Pair {\n}\n";
        let field = &new.fields[0].name;
        let found = differences("src/lib.rs", source, &[old], &[new.clone()]);
        assert_eq!(
            found,
            format!("  src/lib.rs:3: Pair: size 24 → 32, offset of {field} 0 → 8\n")
        );
    }

    #[test]
    fn a_type_that_comes_or_goes_is_a_difference() {
        let pair = pair();
        let found = differences("src/lib.rs", "", &[], std::slice::from_ref(&pair));
        assert_eq!(found, "  src/lib.rs: Pair: is not recorded\n");
        let found = differences("src/lib.rs", "", std::slice::from_ref(&pair), &[]);
        assert!(found.contains("does not name it"), "{found}");
    }

    #[test]
    fn fields_that_come_go_and_change_their_type_are_named() {
        let (old, mut new) = (pair(), pair());
        new.fields[0].type_name = "Other".into();
        new.fields[1].name = "tiny".into();
        let gone = &old.fields[1].name;
        let found = changes(&old, &new);
        assert!(found.contains(", is Other"), "{found}");
        assert!(found.contains("field tiny is new"), "{found}");
        assert!(found.ends_with(&format!("field {gone} is gone")), "{found}");
    }
}
