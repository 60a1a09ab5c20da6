//! The escape graph's side of the page: the chapter's analyser reads a program and hands out its graph, and
//! the Go and the Rust that say the same are those of the listing.

use esc_toy_analyser::{PROGRAMS, Place, Role, analyse};

glue::export!(answer);

const GO: &str = include_str!("../../../../listings/escape/esc-toy-analyser/go/main.go");

/// A function of the listing, word by word in Rust.
macro_rules! rust {
    ($path:literal) => {
        include_str!(concat!(
            "../../../../listings/escape/esc-toy-analyser/",
            $path
        ))
    };
}

/// As many as there are programs, in their order.
const RUST: [&str; PROGRAMS.len()] = [
    rust!("fails/returned.rs"),
    rust!("tests/twin/local.rs"),
    rust!("fails/chain.rs"),
    rust!("fails/stored.rs"),
    rust!("fails/loop.rs"),
    rust!("fails/order.rs"),
];

/// `programs` → the listing's functions; a program → its places and what flows between them, or `{"error":…}`.
pub fn answer(question: &str) -> String {
    if question == "programs" {
        let listed = PROGRAMS
            .iter()
            .zip(RUST)
            .map(|(program, rust)| listed(program, rust));
        return format!("[{}]", listed.collect::<Vec<_>>().join(","));
    }
    match analyse(question) {
        Ok(graph) => format!(r#"{{"places":[{}]}}"#, places(&graph)),
        Err(problem) => format!(r#"{{"error":{}}}"#, quoted(&problem)),
    }
}

/// A function in three languages, and the error that rustc reports, `""` where it compiles.
fn listed((name, program): &(&str, &str), rust: &str) -> String {
    let (error, rust) = match rust
        .strip_prefix("//@ error: ")
        .and_then(|rust| rust.split_once('\n'))
    {
        Some(refused) => refused,
        None => ("", rust),
    };
    format!(
        r#"{{"name":{},"program":{},"go":{},"rust":{},"error":{}}}"#,
        quoted(name),
        quoted(program),
        quoted(&go(name)),
        quoted(rust.trim()),
        quoted(error)
    )
}

/// The function between its anchors in `main.go`.
fn go(name: &str) -> String {
    let after = GO.split_once(&format!("// ANCHOR: {name}\n"));
    let between = after.and_then(|(_, rest)| rest.split_once("// ANCHOR_END"));
    let (code, _) = between.unwrap_or_default();
    code.trim().to_owned()
}

fn places(graph: &[Place]) -> String {
    let places = graph.iter().map(|place| {
        let role = match place.role {
            Role::Variable => "variable",
            Role::Parameter => "parameter",
            Role::Other => "other",
        };
        let way = place.way.iter().map(|flow| quoted(flow));
        let flows = place
            .flows
            .iter()
            .map(|(from, derefs)| format!("[{from},{derefs}]"));
        format!(
            r#"{{"name":{},"role":"{role}","way":[{}],"flows":[{}]}}"#,
            quoted(&place.name),
            way.collect::<Vec<_>>().join(","),
            flows.collect::<Vec<_>>().join(",")
        )
    });
    places.collect::<Vec<_>>().join(",")
}

/// The text as JSON.
fn quoted(text: &str) -> String {
    let mut json = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => json.extend(['\\', letter]),
            '\n' => json.push_str("\\n"),
            '\t' => json.push_str("\\t"),
            // No program holds another control character; a page that sends one gets a space.
            letter if letter.is_control() => json.push(' '),
            letter => json.push(letter),
        }
    }
    json.push('"');
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_becomes_its_graph() {
        let found = answer("var answer; p = &answer; return p");
        assert!(
            found.contains(r#""name":"return","role":"other","way":[],"flows":[[3,0]]"#),
            "{found}"
        );
        assert!(
            found.contains(r#""way":["p ← &answer","return ← p"]"#),
            "{found}"
        );
        assert_eq!(
            answer("go home now"),
            r#"{"error":"`go home now` is no statement"}"#
        );
    }

    #[test]
    fn every_program_has_its_go_and_its_rust() {
        let programs = answer("programs");
        for (name, _) in PROGRAMS {
            assert!(go(name).starts_with(&format!("func {name}(")), "{name}");
            assert!(
                programs.contains(&format!(r#""name":"{name}""#)),
                "{programs}"
            );
        }
        assert!(
            programs.contains(r#""error":"E0597""#) && programs.contains(r#""error":"""#),
            "{programs}"
        );
    }
}
