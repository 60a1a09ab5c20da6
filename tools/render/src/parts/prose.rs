//! Short Markdown from a quiz, an exercise or a widget, with measured numbers in it, as HTML.

use crate::directive::{Directive, directives};
use crate::markup::Outline;
use crate::page::{Fault, Session};
use crate::renderer::splice;
use catalog::Placed;
use pulldown_cmark::{Options, Parser};
use std::collections::BTreeSet;

/// The directive of a table.
const CALLS: &str = "calls";

/// Whether a directive gives one number of the prose.
fn is_number(directive: &Directive) -> bool {
    match directive.name {
        "heap" => true,
        "layout" => super::layout::is_number(directive.argument),
        "output" | "go" => directive.argument.contains('.'),
        _ => false,
    }
}

/// Markdown as HTML, paragraphs included.
pub(crate) fn blocks(session: &mut Session, text: &str) -> Result<String, Fault> {
    let text = resolved(session, text, false)?;
    Ok(to_html(&text))
}

/// As `blocks`, with tables, those of calls among them.
pub(crate) fn with_tables(session: &mut Session, text: &str) -> Result<String, Fault> {
    let mut tables = Vec::new();
    for directive in numbers_in(text).into_iter().filter(|it| it.name == CALLS) {
        tables.push((directive.range.clone(), session.render(&directive)?));
    }
    let text = resolved(session, &splice(text, tables), false)?;
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, Parser::new_ext(&text, Options::ENABLE_TABLES));
    Ok(html)
}

/// A single paragraph as HTML without its `<p>`.
pub(crate) fn inline(session: &mut Session, text: &str) -> Result<String, Fault> {
    Ok(unwrapped(&blocks(session, text)?))
}

/// As `inline`, with numbers that do not show that they were measured: an option must not give itself away.
pub(crate) fn plain(session: &mut Session, text: &str) -> Result<String, Fault> {
    let text = resolved(session, text, true)?;
    Ok(unwrapped(&to_html(&text)))
}

/// The directives of a short text.
pub(crate) fn numbers_in(text: &str) -> Vec<Directive<'_>> {
    directives(text, &Outline::of(text).opaque())
}

/// The recorded numbers that a text shows: the two languages of a text have to show the same.
pub(crate) fn shown(text: &Placed<String>) -> BTreeSet<String> {
    let found = numbers_in(&text.value).into_iter();
    found
        .map(|found| format!("{} {}", found.name, found.argument))
        .collect()
}

fn resolved(session: &mut Session, text: &str, bare: bool) -> Result<String, Fault> {
    let mut replacements = Vec::new();
    for directive in numbers_in(text) {
        if !is_number(&directive) {
            let message = format!("'{{{{#{}}}}}' is not a number", directive.name);
            let help = "here only {{#heap …}}, {{#layout listing.Type.size}}, \
                        {{#output listing.figure}} and {{#go listing.figure}} are shown";
            return Err(Fault::here(message, help));
        }
        let html = session.render(&directive)?;
        let html = if bare { without_tags(&html) } else { html };
        replacements.push((directive.range, html));
    }
    Ok(splice(text, replacements))
}

fn to_html(text: &str) -> String {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, Parser::new_ext(text, Options::empty()));
    html
}

fn unwrapped(html: &str) -> String {
    let html = html.trim();
    let inner = html
        .strip_prefix("<p>")
        .and_then(|html| html.strip_suffix("</p>"));
    let single = inner.filter(|inner| !inner.contains("<p>"));
    single.unwrap_or(html).to_owned()
}

/// The text of an HTML fragment.
pub(crate) fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for char in html.chars() {
        match char {
            '<' => inside = true,
            '>' if inside => inside = false,
            _ if !inside => text.push(char),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_loses_its_tags_and_two_keep_them() {
        assert_eq!(unwrapped(&to_html("a `b`")), "a <code>b</code>");
        assert_eq!(unwrapped("<p>a</p>\n<p>b</p>"), "<p>a</p>\n<p>b</p>");
        assert_eq!(without_tags("<a href=\"x\">1,024</a> B"), "1,024 B");
    }
}
