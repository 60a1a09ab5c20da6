//! What ships of a style or a script: without its comments. The rest is left to the server's compression.

use regex::Regex;
use std::sync::LazyLock;

static CSS_COMMENT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?s)/\*.*?\*/").ok());
static LINE_COMMENT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^[ \t]*//.*\n").ok());
static BLOCK_COMMENT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?ms)^[ \t]*/\*.*?\*/[ \t]*\n?").ok());
static TYPE_COMMENT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"/\*\* @type \{[^\n]*?\} \*/ ?").ok());
static INDENTATION: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?m)^\s+").ok());

/// A stylesheet without comments and indentation.
pub(super) fn style(css: &str) -> String {
    let css = without(css, &CSS_COMMENT);
    css.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// A script without indentation, types, and the comments that begin a line. Further right `//` may be part of a
/// string; a string over several lines, a template, must have none of these signs at the beginning of a line, and
/// no indentation that matters.
pub(super) fn script(js: &str) -> String {
    let js = without(&without(js, &LINE_COMMENT), &BLOCK_COMMENT);
    without(&without(&js, &TYPE_COMMENT), &INDENTATION)
}

fn without(text: &str, comment: &LazyLock<Option<Regex>>) -> String {
    match comment.as_ref() {
        Some(comment) => comment.replace_all(text, "").into_owned(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_of_a_style_are_left_out() {
        let css = "/* a\n b */\na { color: red }\n\n  b { content: \"x\" } /* c */\n";
        assert_eq!(style(css), "a { color: red }\nb { content: \"x\" }");
    }

    #[test]
    fn types_inside_of_a_line_of_a_script_are_left_out() {
        let js = "const f = (/** @type {(a: {b: string}) => void} */ g, /** @type {T[]} */ t) => g(t);\n";
        assert_eq!(script(js), "const f = (g, t) => g(t);\n");
        let kept = "const f = \"/** @type */\"; /* why */\n";
        assert_eq!(script(kept), kept);
    }

    #[test]
    fn comments_that_begin_a_line_of_a_script_are_left_out() {
        let js = "// @ts-check\n/** @param {string} a */\nf(\n  /** @type {string} */ (a), // why\n  \"//\",\n);\n  /**\n   * b\n   */\nlet c = 1;\n";
        let expected = "f(\n(a), // why\n\"//\",\n);\nlet c = 1;\n";
        assert_eq!(script(js), expected);
    }
}
