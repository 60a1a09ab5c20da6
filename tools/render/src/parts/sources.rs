//! Facts that were not measured here carry their source.
//!
//! `… 512 KiB on average. <!-- fact: go-memprofile -->` becomes a small link to the item of the page's
//! sources list that begins with `{{#source go-memprofile}}`.

use super::one_line;
use crate::directive::Directive;
use crate::markup::Outline;
use crate::page::{Fault, Session};
use maud::html;
use std::collections::BTreeMap;
use std::ops::Range;

/// A `<!-- fact: key -->` comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Citation {
    /// The comment, with the space before it.
    pub(crate) range: Range<usize>,
    /// The key of the sources list.
    pub(crate) key: String,
}

/// The page's sources, numbered in the order of its list.
pub(crate) fn numbered(directives: &[Directive]) -> BTreeMap<String, usize> {
    let sources = directives
        .iter()
        .filter(|directive| directive.name == "source");
    sources
        .enumerate()
        .map(|(index, source)| (source.argument.to_owned(), index + 1))
        .collect()
}

/// The citations of a page.
pub(crate) fn citations(text: &str, outline: &Outline) -> Vec<Citation> {
    let callouts = outline.fences.iter().filter(|fence| fence.is_callout());
    let inside = callouts.flat_map(|fence| comments(text, &fence.range));
    let comments = outline
        .verbatim
        .iter()
        .cloned()
        .chain(inside)
        .filter_map(|range| {
            let comment = text[range.clone()].trim();
            let key = comment
                .strip_prefix("<!-- fact:")?
                .strip_suffix("-->")?
                .trim()
                .to_owned();
            let start = text[..range.start].trim_end_matches(' ').len();
            let end = range.start + text[range.clone()].trim_end().len();
            Some(Citation {
                range: start..end,
                key,
            })
        });
    comments.collect()
}

/// The comments of a callout, which is code to the Markdown around it.
fn comments(text: &str, callout: &Range<usize>) -> Vec<Range<usize>> {
    let begins = text[callout.clone()].match_indices("<!--");
    let comments = begins.filter_map(|(begin, _)| {
        let begin = callout.start + begin;
        let length = text[begin..callout.end].find("-->")? + "-->".len();
        Some(begin..begin + length)
    });
    comments.collect()
}

/// `{{#source key}}` → the target of the page's citations.
pub(crate) fn item(session: &Session, key: &str) -> Result<String, Fault> {
    if key.is_empty() {
        return Err(Fault::here(
            "this source has no key",
            "write it as '{{#source some-key}}'",
        ));
    }
    Ok(one_line(
        &html! { span.source id=(format!("source-{key}")) { (session.sources[key]) } },
    ))
}

impl Session<'_> {
    pub(crate) fn cite(&self, citation: &Citation) -> Result<String, Fault> {
        let number = self.sources.get(&citation.key).ok_or_else(|| {
            Fault::here(
                format!("the sources list has no item '{}'", citation.key),
                format!(
                    "add '- {{{{#source {}}}}} …' at the end of the page",
                    citation.key
                ),
            )
        })?;
        let label = format!("{} {number}", self.page.language.words().cited);
        let href = format!("#source-{}", citation.key);
        Ok(one_line(
            &html! { sup.cite { a href=(href) aria-label=(label) { (number) } } },
        ))
    }
}
