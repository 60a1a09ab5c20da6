//! The page's side of the listing `lay-rules`: lays out the fields that the reader put down, by each rule.

use lay_rules::{Layout, TYPES, Type, chosen, in_c, in_go, packed};

glue::export!(answer);

/// More fields than the page draws.
const MOST: usize = 12;

/// `types` → the types that there are, as name, size, and both in Go; a field is asked for by the letter of its
/// type, `a` for the first. `aeada` → for rustc, C, packed and Go: size, alignment, padding, and the offset of
/// each field. Both are one line of JSON, or `{"error":…}`.
pub fn answer(question: &str) -> String {
    if question == "types" {
        return types();
    }
    let (mut rust, mut go) = (Vec::new(), Vec::new());
    for letter in question.bytes() {
        match TYPES.get(usize::from(letter.wrapping_sub(b'a'))) {
            Some(found) if rust.len() < MOST => {
                rust.push(found.0);
                go.push(found.1);
            }
            _ => return r#"{"error":"a question is at most 12 letters of types"}"#.to_owned(),
        }
    }
    let layouts = [chosen(&rust), in_c(&rust), packed(&rust), in_go(&go)];
    let mut text = String::new();
    for (layout, fields) in layouts.iter().zip([&rust, &rust, &rust, &go]) {
        text.push(if text.is_empty() { '[' } else { ',' });
        row(&mut text, layout, fields);
    }
    text.push(']');
    text
}

fn types() -> String {
    let mut text = String::new();
    for (rust, go) in &TYPES {
        text.push_str(if text.is_empty() { "[[" } else { ",[" });
        named(&mut text, rust);
        text.push(',');
        named(&mut text, go);
        text.push(']');
    }
    text.push(']');
    text
}

fn named(text: &mut String, of: &Type) {
    text.push('"');
    text.push_str(of.name);
    text.push_str("\",");
    number(text, of.size);
}

fn row(text: &mut String, layout: &Layout, fields: &[Type]) {
    text.push('[');
    for figure in [layout.size, layout.align, layout.padding(fields)] {
        number(text, figure);
        text.push(',');
    }
    for &offset in &layout.offsets {
        number(text, offset);
        text.push(',');
    }
    text.pop();
    text.push(']');
}

/// Digits by hand, since the page waits for every byte: `format!` would bring its machinery along.
fn number(text: &mut String, value: u64) {
    if value > 9 {
        number(text, value / 10);
    }
    text.push(char::from(b'0' + (value % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_session_of_the_chapter_is_laid_out_by_each_rule() {
        let rustc = "[16,8,1,12,0,13,8,14]";
        let c = "[32,8,17,0,8,16,20,24]";
        let packed = "[15,1,0,0,1,9,10,14]";
        assert_eq!(answer("aeada"), format!("[{rustc},{c},{packed},{c}]"));
    }

    #[test]
    fn a_string_has_another_size_in_go() {
        assert!(answer("types").starts_with(r#"[["bool",1,"bool",1],["#));
        assert!(answer("types").contains(r#",["String",24,"string",16],"#));
        assert!(answer("i").starts_with("[[24,8,0,0],"));
        assert!(answer("i").ends_with(",[16,8,0,0]]"));
    }

    #[test]
    fn what_is_no_question_is_said_to_be_none() {
        for question in ["aA", "n", "é", "aaaaaaaaaaaaa"] {
            assert!(answer(question).contains("error"), "{question}");
        }
        assert!(!answer("aaaaaaaaaaaa").contains("error"));
    }
}
