//! Which names are allowed, and why another is not.

use crate::report::Failure;

/// Longer names do not fit into a listing's header on a phone.
const LONGEST: usize = 40;

/// A listing's name: `col-my-idea`.
pub(crate) fn listing(name: &str) -> Result<(), Failure> {
    words(name, '-', "listing", "col-my-idea")?;
    if name.contains('-') {
        return Ok(());
    }
    refuse(
        "listing",
        name,
        "it has no hyphen; name it after its chapter and its subject, as in 'col-my-idea'",
    )
}

/// A chapter's name, which is its folder: `my-topic`.
pub(crate) fn chapter(name: &str) -> Result<(), Failure> {
    words(name, '-', "chapter", "my-topic")
}

/// A benchmark's name, which is a function as well: `my_bench`.
pub(crate) fn bench(name: &str) -> Result<(), Failure> {
    words(name, '_', "benchmark", "my_bench")
}

/// Lower-case words of ASCII letters and digits, joined by `joint`, none of them a Rust keyword by itself.
fn words(name: &str, joint: char, what: &str, example: &str) -> Result<(), Failure> {
    let is_word = |word: &str| {
        let allowed = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
        !word.is_empty() && word.chars().all(allowed)
    };
    if !name.split(joint).all(is_word)
        || !name.starts_with(|first: char| first.is_ascii_lowercase())
    {
        let why =
            format!("use lower-case letters and digits, joined by '{joint}', as in '{example}'");
        return refuse(what, name, &why);
    }
    if name.len() > LONGEST {
        return refuse(
            what,
            name,
            &format!("at most {LONGEST} letters fit into a page"),
        );
    }
    if RESERVED.contains(&name) {
        return refuse(what, name, "Rust or Cargo uses this word itself");
    }
    Ok(())
}

fn refuse(what: &str, name: &str, why: &str) -> Result<(), Failure> {
    Err(Failure::Usage(format!(
        "'{name}' cannot name a {what}: {why}"
    )))
}

/// Keywords of Rust (reference, Keywords), and names that Cargo or a listing's own files use.
const RESERVED: [&str; 57] = [
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "struct",
    "super",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "test",
    "std",
    "core",
    "alloc",
    "criterion",
    "fill",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn message(result: Result<(), Failure>) -> String {
        match result {
            Err(Failure::Usage(message)) => message,
            _ => String::new(),
        }
    }

    #[test]
    fn words_of_small_letters_are_allowed_and_nothing_else() {
        assert!(
            listing("col-my-idea2").is_ok() && chapter("gc").is_ok() && bench("my_bench").is_ok()
        );
        for name in [
            "", "Col-x", "col--x", "-x", "col_x", "../x", "2-x", "힙-x", "x-",
        ] {
            assert!(message(listing(name)).contains("lower-case"), "{name}");
        }
        assert!(message(listing("idea")).contains("no hyphen"));
        assert!(message(bench("while")).contains("uses this word"));
        assert!(message(chapter(&"a".repeat(41))).contains("at most 40"));
    }
}
