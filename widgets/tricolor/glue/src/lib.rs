//! The page's side of the listing `gc-tricolor`: replays what the reader did, and says how things stand.

use gc_tricolor::{Barrier, Marking, chain};

glue::export!(answer);

/// More moves than anybody makes; each question replays them all.
const MOST: usize = 64;

/// `off smd` (a barrier, and what was done so far) → one line of JSON, or `{"error":…}`.
///
/// `s` is a step of the collector; the program's moves are `c` (copy the reference to C into A), `l` (load it
/// from B into a local variable) and `d` (delete it from B).
pub fn answer(question: &str) -> String {
    let (name, moves) = question.split_once(' ').unwrap_or((question, ""));
    let barrier = match name {
        "off" => Barrier::Off,
        "insertion" => Barrier::Insertion,
        "deletion" => Barrier::Deletion,
        _ => return r#"{"error":"no barrier of this name"}"#.to_owned(),
    };
    let mut marking = Marking::start(chain(), vec![0], barrier);
    for what in moves.chars().take(MOST) {
        match what {
            's' => {
                marking.step();
            }
            'c' => marking.write(0, 1, marking.graph()[1][0]),
            'l' => marking.load(1, 0),
            'd' => marking.write(1, 0, None),
            _ => return r#"{"error":"a move is one of s, c, l, d"}"#.to_owned(),
        }
    }
    json(&marking)
}

fn json(marking: &Marking) -> String {
    let list = |names: &mut dyn Iterator<Item = usize>| {
        let names: Vec<String> = names.map(|name| name.to_string()).collect();
        format!("[{}]", names.join(","))
    };
    let refs = marking.graph().iter();
    let refs: Vec<String> = refs
        .map(|slots| list(&mut slots.iter().flatten().copied()))
        .collect();
    let letters = marking.letters();
    format!(
        r#"{{"colours":"{letters}","refs":[{}],"roots":{},"lost":{},"over":{}}}"#,
        refs.join(","),
        list(&mut marking.roots().iter().copied()),
        list(&mut marking.lost().into_iter()),
        !letters.contains('g')
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_recorded_moves_end_as_recorded() {
        let ends = [
            ("off scdsss", r#""lost":[2],"over":true"#),
            ("insertion scdsss", r#""lost":[],"over":true"#),
            ("deletion scdsss", r#""lost":[],"over":true"#),
            ("insertion sldsss", r#""lost":[2],"over":true"#),
            ("deletion sldsss", r#""lost":[],"over":true"#),
        ];
        for (question, end) in ends {
            assert!(answer(question).contains(end), "{question}");
        }
    }

    #[test]
    fn what_is_no_question_is_said_to_be_none() {
        assert!(answer("").contains("no barrier"));
        assert!(answer("off x").contains("a move is"));
    }
}
