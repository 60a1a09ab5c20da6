//! The page's side of the listing `cache-mesi`: replays what the reader had the cores do, and says how things stand.

use cache_mesi::{APART, BESIDE, Caches, State, X};

glue::export!(answer);

/// More moves than anybody makes; each question replays them all.
const MOST: usize = 256;

/// `beside adad` (where the second counter is, and what was done so far) → one line of JSON, or `{"error":…}`.
///
/// Core A adds to x (`a`) or y (`b`), core B to x (`c`) or y (`d`); `e`, `f`, `g` and `h` read in the same order.
pub fn answer(question: &str) -> String {
    let (place, moves) = question.split_once(' ').unwrap_or((question, ""));
    let y = match place {
        "beside" => BESIDE,
        "apart" => APART,
        _ => return r#"{"error":"no place of this name"}"#.to_owned(),
    };
    let mut caches = Caches::new();
    let mut counters = [0, 0];
    for what in moves.chars().take(MOST) {
        let Some(at) = "abcdefgh".find(what) else {
            return r#"{"error":"a move is one of a to h"}"#.to_owned();
        };
        let (core, counter) = (at / 2 % 2, at % 2);
        let address = [X, y][counter];
        if at < 4 {
            caches.add(core, address);
            counters[counter] += 1;
        } else {
            caches.read(core, address);
        }
    }
    json(&caches, y, counters)
}

fn json(caches: &Caches, y: usize, [x_value, y_value]: [u32; 2]) -> String {
    let letters = |address| {
        let letters: String = caches.states(address).map(State::letter).iter().collect();
        format!("\"{letters}\"")
    };
    let lines = if y == BESIDE {
        letters(X)
    } else {
        format!("{},{}", letters(X), letters(y))
    };
    let (transfers, invalidations) = (caches.transfers, caches.invalidations);
    format!(
        r#"{{"lines":[{lines}],"x":{x_value},"y":{y_value},"transfers":{transfers},"invalidations":{invalidations}}}"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_writers_of_one_line_pass_it_to_and_fro() {
        let expected = r#"{"lines":["IM"],"x":2,"y":2,"transfers":4,"invalidations":3}"#;
        assert_eq!(answer("beside adad"), expected);
        let expected = r#"{"lines":["MI","IM"],"x":2,"y":2,"transfers":2,"invalidations":0}"#;
        assert_eq!(answer("apart adad"), expected);
    }

    #[test]
    fn a_line_that_one_core_reads_is_exclusive_and_then_shared() {
        assert!(answer("beside e").starts_with(r#"{"lines":["EI"]"#));
        assert!(answer("beside eh").starts_with(r#"{"lines":["SS"]"#));
        assert!(answer("beside ah").starts_with(r#"{"lines":["SS"]"#));
    }

    #[test]
    fn what_is_no_question_is_said_to_be_none() {
        assert!(answer("").contains("no place"));
        assert!(answer("apart x").contains("a move is"));
    }
}
