//! Finding and reading `{{#name …}}` in Markdown.

use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A directive as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Directive<'a> {
    /// The word after `#`.
    pub(crate) name: &'a str,
    /// What follows, without the quoted caption.
    pub(crate) argument: &'a str,
    /// The text between double quotes at the end.
    pub(crate) caption: Option<&'a str>,
    /// Where it stands in the page, braces included.
    pub(crate) range: Range<usize>,
}

static DIRECTIVE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"\\?\{\{#([A-Za-z0-9_-]+)[ \t]*([^}"\n]*?)[ \t]*(?:"([^"\n]*)")?[ \t]*\}\}"#).ok()
});

/// mdBook's own directives, which it handles itself.
const MDBOOK: [&str; 5] = [
    "include",
    "rustdoc_include",
    "playground",
    "playpen",
    "title",
];

/// The directives of a page outside the `opaque` ranges (code, comments), in order. One that is escaped
/// as `\{{#…}}` is left alone.
pub(crate) fn directives<'a>(text: &'a str, opaque: &[Range<usize>]) -> Vec<Directive<'a>> {
    let Some(pattern) = DIRECTIVE.as_ref() else {
        return Vec::new();
    };
    let found = pattern.captures_iter(text).filter_map(|captures| {
        let whole = captures.get(0)?;
        let hidden = opaque.iter().any(|range| range.contains(&whole.start()));
        if hidden || whole.as_str().starts_with('\\') {
            return None;
        }
        let name = captures.get(1)?.as_str();
        (!MDBOOK.contains(&name)).then(|| Directive {
            name,
            argument: captures.get(2).map_or("", |found| found.as_str()),
            caption: captures.get(3).map(|found| found.as_str()),
            range: whole.range(),
        })
    });
    found.collect()
}

/// Where `{{#` begins something that is no directive and would be printed, outside the `opaque` ranges.
pub(crate) fn unclosed(text: &str, opaque: &[Range<usize>]) -> Vec<Range<usize>> {
    let whole: Vec<Range<usize>> = DIRECTIVE.as_ref().map_or(Vec::new(), |pattern| {
        pattern.find_iter(text).map(|found| found.range()).collect()
    });
    let begins = text.match_indices("{{#").map(|(at, _)| at);
    let outside = begins.filter(|at| {
        let escaped = text[..*at].ends_with('\\');
        let inside = |ranges: &[Range<usize>]| ranges.iter().any(|range| range.contains(at));
        !escaped && !inside(&whole) && !inside(opaque)
    });
    outside
        .map(|at| at..text[at..].find('\n').map_or(text.len(), |end| at + end))
        .collect()
}

/// `listing[:case][#anchor|!failing][.key]`, the way a directive points at recorded data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Selector<'a> {
    /// The listing's name.
    pub(crate) listing: &'a str,
    /// After `:`, a case of `verify!`.
    pub(crate) case: Option<&'a str>,
    /// After `#`, an anchor of the source.
    pub(crate) anchor: Option<&'a str>,
    /// After `!`, a file under `fails/`.
    pub(crate) failing: Option<&'a str>,
    /// After `.`, what to show.
    pub(crate) key: Option<&'a str>,
}

impl<'a> Selector<'a> {
    /// Reads a selector; any part but the listing may be missing.
    pub(crate) fn parse(text: &'a str) -> Self {
        let (text, key) = split(text, '.');
        let (text, failing) = split(text, '!');
        let (text, anchor) = split(text, '#');
        let (listing, case) = split(text, ':');
        Self {
            listing,
            case,
            anchor,
            failing,
            key,
        }
    }

    /// The parts that are given beside the listing, each with its sign.
    pub(crate) fn given(&self) -> impl Iterator<Item = (char, &'a str)> {
        let parts = [
            (':', self.case),
            ('#', self.anchor),
            ('!', self.failing),
            ('.', self.key),
        ];
        parts
            .into_iter()
            .filter_map(|(sign, part)| Some((sign, part?)))
    }
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    match text.split_once(at) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directive_has_a_name_an_argument_and_a_caption() {
        let text = "a {{#timeline one-first:run \"Up, then down.\"}} b";
        let found = directives(text, &[]);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].name, found[0].argument),
            ("timeline", "one-first:run")
        );
        assert_eq!(found[0].caption, Some("Up, then down."));
        assert_eq!(&text[found[0].range.clone()][..3], "{{#");
    }

    #[test]
    fn code_escapes_and_mdbooks_own_are_left_alone() {
        let text = "`{{#heap a-b.x}}` \\{{#heap a-b.x}} {{#include x.rs}}";
        assert_eq!(directives(text, std::slice::from_ref(&(0..17))), []);
    }

    #[test]
    fn what_begins_like_a_directive_and_is_none_is_found() {
        let text = "{{#heap a-b.x} and {{#heap a-b.x}} \\{{#heap\n`{{#x`\n";
        let code = 44..50;
        assert_eq!(&text[code.clone()], "`{{#x`");
        let found = unclosed(text, std::slice::from_ref(&code));
        let found: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, [&text[..43]]);
    }

    #[test]
    fn a_selector_has_up_to_four_parts() {
        let selector = Selector::parse("leak-cycle:leaky#build.end_blocks");
        assert_eq!(selector.listing, "leak-cycle");
        assert_eq!(selector.case, Some("leaky"));
        assert_eq!(selector.anchor, Some("build"));
        assert_eq!(selector.key, Some("end_blocks"));
        assert_eq!(
            Selector::parse("own-moves!use-after-move").failing,
            Some("use-after-move")
        );
    }
}
