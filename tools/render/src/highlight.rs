//! Syntax highlighting at build time: source text in, lines of HTML out.
//!
//! Rust goes through rustc's own lexer. The other languages of the book need only keywords, strings,
//! comments and numbers, which one small scanner finds. syntect was measured first: 27 CPU seconds of
//! extra first build and 2 ms per line in the dev profile, against microseconds here.

mod scanner;

use maud::{Markup, PreEscaped, Render, html};
use ra_ap_rustc_lexer::{FrontmatterAllowed, LiteralKind, TokenKind, tokenize};

/// What a piece of code is; the letter is its CSS class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Plain,
    Keyword,
    Type,
    Text,
    Comment,
    Number,
    Function,
    Macro,
}

impl Class {
    fn name(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Keyword => "k",
            Self::Type => "t",
            Self::Text => "s",
            Self::Comment => "c",
            Self::Number => "num",
            Self::Function => "f",
            Self::Macro => "mac",
        }
    }
}

pub(crate) type Piece<'a> = (Class, &'a str);

/// The lines of `code` as HTML. An unknown language is only escaped.
pub(crate) fn lines(language: &str, code: &str) -> Vec<Markup> {
    let pieces = match language {
        "rust" | "rs" => rust(code),
        other => scanner::scan(other, code),
    };
    let mut lines = vec![String::new()];
    for (class, text) in pieces {
        for (index, part) in text.split('\n').enumerate() {
            if index > 0 {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !part.is_empty()) {
                span(class, part).render_to(line);
            }
        }
    }
    if lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.into_iter().map(PreEscaped).collect()
}

fn span(class: Class, text: &str) -> Markup {
    match class {
        Class::Plain => html! { (text) },
        class => html! { span class=(class.name()) { (text) } },
    }
}

const RUST_KEYWORDS: &[&str] = &[
    "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern",
    "false", "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "type", "unsafe", "use",
    "where", "while",
];

const RUST_PRIMITIVES: &[&str] = &[
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16",
    "u32", "u64", "u128", "usize",
];

fn rust(code: &str) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut start = 0;
    for token in tokenize(code, FrontmatterAllowed::No) {
        let end = start + token.len as usize;
        let (text, rest) = (&code[start..end], &code[end..]);
        start = end;
        match token.kind {
            TokenKind::LineComment { .. } | TokenKind::BlockComment { .. } => {
                pieces.push((Class::Comment, text));
            }
            TokenKind::Literal { kind, suffix_start } => {
                let (literal, suffix) = text.split_at(suffix_start as usize);
                let number = matches!(kind, LiteralKind::Int { .. } | LiteralKind::Float { .. });
                pieces.push((if number { Class::Number } else { Class::Text }, literal));
                pieces.push((Class::Type, suffix));
            }
            TokenKind::Lifetime { .. } => pieces.push((Class::Type, text)),
            TokenKind::Ident | TokenKind::RawIdent => pieces.push((rust_word(text, rest), text)),
            _ => pieces.push((Class::Plain, text)),
        }
    }
    pieces
}

fn rust_word(word: &str, rest: &str) -> Class {
    if RUST_KEYWORDS.contains(&word) {
        Class::Keyword
    } else if RUST_PRIMITIVES.contains(&word) || word.starts_with(char::is_uppercase) {
        Class::Type
    } else if rest.starts_with('!') && !rest.starts_with("!=") {
        Class::Macro
    } else if rest.starts_with('(') || rest.starts_with("::<") {
        Class::Function
    } else {
        Class::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html_of(language: &str, code: &str) -> Vec<String> {
        lines(language, code)
            .into_iter()
            .map(|line| line.0)
            .collect()
    }

    #[test]
    fn rust_is_split_by_its_own_lexer() {
        assert_eq!(
            html_of("rust", "let x = vec![0u8; 4]; // <b>\n"),
            [
                "<span class=\"k\">let</span> x = <span class=\"mac\">vec</span>![<span class=\"num\">0</span>\
              <span class=\"t\">u8</span>; <span class=\"num\">4</span>]; \
              <span class=\"c\">// &lt;b&gt;</span>"
            ]
        );
    }

    #[test]
    fn a_comment_over_two_lines_is_closed_on_each() {
        assert_eq!(
            html_of("rust", "/* a\nb */"),
            [
                "<span class=\"c\">/* a</span>",
                "<span class=\"c\">b */</span>"
            ]
        );
    }

    #[test]
    fn an_unknown_language_is_only_escaped() {
        assert_eq!(
            html_of("text", "a < b && \"c\"\n"),
            ["a &lt; b &amp;&amp; &quot;c&quot;"]
        );
    }
}
