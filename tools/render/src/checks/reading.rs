//! What a page says, part by part: everything that its twin in the other language must have as well.
//!
//! A callout is a fence to the Markdown around it and Markdown inside, so its body is read like the page.

mod kind;
mod neutral;
mod walk;

#[cfg(test)]
mod tests;

pub(super) use kind::Kind;

use crate::directive::directives;
use crate::markup::Outline;
use neutral::without_language;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;
use walk::Walk;

/// Something that the twin must have as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
    /// What is compared.
    pub(super) key: String,
    /// How a message calls it.
    pub(super) name: String,
    /// The words for a figure's content, which differ between the languages.
    pub(super) alt: Option<String>,
}

/// A paragraph, a list item or a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) range: Range<usize>,
    /// Its words: no code, no directives, no addresses.
    pub(super) words: String,
}

/// A page, read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) items: Vec<Item>,
    pub(super) blocks: Vec<Block>,
    /// Code, raw HTML, addresses and ids: no prose.
    pub(super) hidden: Vec<Range<usize>>,
    /// Raw HTML alone, in which `<!-- parity: … -->` stands.
    pub(super) html: Vec<Range<usize>>,
}

static HEADING_ID: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)\{#[^}\n]*\}[ \t]*$").ok());

impl Reading {
    /// Reads a page.
    pub(super) fn of(text: &str) -> Self {
        let mut reading = Self::default();
        Walk::over(text, 0..text.len(), &mut reading);
        let ids = HEADING_ID.iter().flat_map(|id| id.find_iter(text));
        reading.hidden.extend(ids.map(|id| id.range()));
        reading.directives(text);
        reading.numbers(text);
        reading.items.sort_by_key(|item| item.range.start);
        reading
    }

    fn directives(&mut self, text: &str) {
        let opaque = Outline::of(text).opaque();
        for directive in directives(text, &opaque) {
            let call = format!("{} {}", directive.name, directive.argument);
            let name = format!("{{{{#{}}}}}", call.trim_end());
            self.add(Kind::Directive, directive.range.clone(), name);
            self.hidden.push(directive.range);
        }
    }

    /// The numbers that stand in what is not hidden.
    fn numbers(&mut self, text: &str) {
        for number in super::numerals::amounts(text, &self.hidden) {
            let small = number.canonical.parse().is_ok_and(|value: u8| value <= 10);
            let kind = if small {
                Kind::SmallNumber
            } else {
                Kind::Number
            };
            let name = format!("number {}", number.canonical);
            self.add(kind, number.range, name);
        }
    }

    /// Adds what is compared by its name.
    fn add(&mut self, kind: Kind, range: Range<usize>, name: String) {
        self.items.push(Item {
            kind,
            range,
            key: name.clone(),
            name,
            alt: None,
        });
    }

    fn image(&mut self, range: Range<usize>, file: &str, alt: String) {
        self.items.push(Item {
            kind: Kind::Figure,
            range,
            key: without_language(file),
            name: format!("the image {file}"),
            alt: Some(alt),
        });
    }
}
