//! A scanner for the languages that appear beside Rust: keywords, strings, comments, numbers.

use super::{Class, Piece};

struct Grammar {
    keywords: &'static [&'static str],
    types: &'static [&'static str],
    comment: &'static str,
    quotes: &'static [char],
    /// Letters of a word beside the alphanumeric ones.
    joins: &'static [char],
}

const GO: Grammar = Grammar {
    keywords: &[
        "break",
        "case",
        "chan",
        "const",
        "continue",
        "default",
        "defer",
        "else",
        "fallthrough",
        "for",
        "func",
        "go",
        "goto",
        "if",
        "import",
        "interface",
        "map",
        "package",
        "range",
        "return",
        "select",
        "struct",
        "switch",
        "type",
        "var",
        "nil",
        "true",
        "false",
    ],
    types: &[
        "any", "bool", "byte", "error", "float64", "int", "int32", "int64", "rune", "string",
        "uint8", "uint64", "uintptr",
    ],
    comment: "//",
    quotes: &['"', '`', '\''],
    joins: &['_'],
};

const TOML: Grammar = Grammar {
    keywords: &["true", "false"],
    types: &[],
    comment: "#",
    quotes: &['"', '\''],
    joins: &['_', '-'],
};

const SH: Grammar = Grammar {
    keywords: &[
        "if", "then", "else", "fi", "for", "do", "done", "while", "export", "cd",
    ],
    types: &[],
    comment: "#",
    quotes: &['"', '\''],
    joins: &['_', '-'],
};

const JSON: Grammar = Grammar {
    keywords: &["true", "false", "null"],
    types: &[],
    comment: "\0",
    quotes: &['"'],
    joins: &[],
};

fn grammar(language: &str) -> Option<&'static Grammar> {
    match language {
        "go" => Some(&GO),
        "toml" => Some(&TOML),
        "sh" | "bash" => Some(&SH),
        "json" => Some(&JSON),
        _ => None,
    }
}

/// Splits `code` into classified pieces; all of it plain when the language is unknown.
pub(super) fn scan<'a>(language: &str, code: &'a str) -> Vec<Piece<'a>> {
    let Some(grammar) = grammar(language) else {
        return vec![(Class::Plain, code)];
    };
    let mut pieces = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let (class, length) = next(grammar, rest, first);
        let (piece, tail) = rest.split_at(length);
        pieces.push((class, piece));
        rest = tail;
    }
    pieces
}

fn next(grammar: &Grammar, rest: &str, first: char) -> (Class, usize) {
    if rest.starts_with(grammar.comment) {
        return (Class::Comment, rest.find('\n').unwrap_or(rest.len()));
    }
    if grammar.quotes.contains(&first) {
        return (Class::Text, quoted(rest, first));
    }
    if first.is_ascii_digit() {
        return (
            Class::Number,
            run(rest, |c| {
                c.is_ascii_alphanumeric() || matches!(c, '.' | '_')
            }),
        );
    }
    if first.is_alphabetic() || first == '_' {
        let length = run(rest, |c| c.is_alphanumeric() || grammar.joins.contains(&c));
        return (word(grammar, &rest[..length], &rest[length..]), length);
    }
    (Class::Plain, first.len_utf8())
}

fn word(grammar: &Grammar, word: &str, rest: &str) -> Class {
    if grammar.keywords.contains(&word) {
        Class::Keyword
    } else if grammar.types.contains(&word) {
        Class::Type
    } else if rest.starts_with('(') {
        Class::Function
    } else {
        Class::Plain
    }
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// The length of a quoted piece; it ends with its quote, with the line, or with the text.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == '\n' && quote != '`' {
            return at;
        }
        if c == quote && !escaped {
            return at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped && quote != '`';
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn go_is_split_into_words_strings_comments_and_numbers() {
        let pieces = scan("go", "var s = f(\"a\\\"b\", 10) // 열");
        let shown: Vec<Piece> = pieces
            .into_iter()
            .filter(|(class, _)| *class != Class::Plain)
            .collect();
        assert_eq!(
            shown,
            [
                (Class::Keyword, "var"),
                (Class::Function, "f"),
                (Class::Text, "\"a\\\"b\""),
                (Class::Number, "10"),
                (Class::Comment, "// 열"),
            ]
        );
    }

    #[test]
    fn a_name_with_hyphens_is_one_word_in_the_shell() {
        assert!(scan("sh", "cargo run -p first-100mib").contains(&(Class::Plain, "first-100mib")));
    }

    #[test]
    fn an_unclosed_string_ends_with_its_line() {
        assert_eq!(
            scan("toml", "a = \"b\nc").last(),
            Some(&(Class::Plain, "c"))
        );
    }
}
