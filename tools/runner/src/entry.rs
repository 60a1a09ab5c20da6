//! Makes the heap count start and end with a reader's `main`, without moving a line of the code.
//!
//! A listing is a library: a `main` that counts is appended. A program has its own: one statement is put
//! behind the brace that opens it.

use ra_ap_rustc_lexer::{FrontmatterAllowed, TokenKind, tokenize};

/// How the tracer is known to the code.
const CRATE: &str = "\nextern crate memory_lab as __memory_lab;\n";
const BEGIN: &str = " let _memory_lab = crate::__memory_lab::begin();";

/// `fn main` for a listing, counting or not.
pub(crate) fn listing(code: &str, counting: bool) -> String {
    if counting {
        format!("{code}\nfn main() {{{BEGIN} let _ = run(); }}{CRATE}")
    } else {
        format!("{code}\nfn main() {{ let _ = run(); }}\n")
    }
}

/// The program with its count; `None` when it has no `fn main` of its own to be seen.
pub(crate) fn program(code: &str) -> Option<String> {
    let at = main_body(code)?;
    Some(format!("{}{BEGIN}{}{CRATE}", &code[..at], &code[at..]))
}

/// The byte behind the `{` of the outermost `fn main`.
fn main_body(code: &str) -> Option<usize> {
    let (mut at, mut depth, mut inside) = (0, 0_usize, Header::Nothing);
    for token in tokenize(code, FrontmatterAllowed::No) {
        let text = &code[at..at + token.len as usize];
        at += token.len as usize;
        match token.kind {
            TokenKind::Whitespace
            | TokenKind::LineComment { .. }
            | TokenKind::BlockComment { .. } => continue,
            TokenKind::OpenBrace if depth == 0 && inside == Header::Main => return Some(at),
            TokenKind::OpenBrace | TokenKind::OpenParen | TokenKind::OpenBracket => depth += 1,
            TokenKind::CloseBrace | TokenKind::CloseParen | TokenKind::CloseBracket => {
                depth = depth.saturating_sub(1);
            }
            TokenKind::Semi if depth == 0 => inside = Header::Nothing,
            TokenKind::Ident if depth == 0 && inside != Header::Main => {
                inside = match (text, inside) {
                    ("fn", _) => Header::Fn,
                    ("main", Header::Fn) => Header::Main,
                    _ => Header::Nothing,
                };
            }
            _ => {}
        }
    }
    None
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Header {
    Nothing,
    Fn,
    Main,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(code: &str) -> Option<&str> {
        main_body(code).map(|at| &code[at..])
    }

    #[test]
    fn main_is_found_wherever_it_stands() {
        assert_eq!(body("fn main(){ a }"), Some(" a }"));
        assert_eq!(
            body("// fn main() {\nfn main() -> Result<(), [u8; 2]> {}"),
            Some("}")
        );
        assert_eq!(
            body("mod m { fn main() {} } pub fn main ( ) {1}"),
            Some("1}")
        );
        assert_eq!(body("const S: &str = \"fn main() {\"; fn other() {}"), None);
        assert_eq!(body("fn mainly() {} use main;"), None);
    }

    #[test]
    fn no_line_of_the_code_moves() {
        let code = "fn a() {}\nfn main() {\n    a()\n}\n";
        let counted = program(code).expect("it has a main");
        let lines = |text: &str| text.lines().map(str::len).take(4).collect::<Vec<_>>();
        assert_eq!(lines(code)[2..], lines(&counted)[2..]);
        assert!(
            counted
                .lines()
                .nth(1)
                .is_some_and(|line| line.starts_with("fn main() { let"))
        );
    }
}
