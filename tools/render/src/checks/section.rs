//! The sections of a page: what the two languages are compared by.

use crate::markup::Outline;
use std::ops::Range;

/// A heading with the text up to the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading's explicit id; `?` without one.
    pub id: String,
    /// The heading alone.
    pub heading: Range<usize>,
    /// The heading and what follows it.
    pub range: Range<usize>,
    pub(super) level: u8,
}

/// The sections of a page in order. What stands above the first heading belongs to none.
pub fn sections(text: &str) -> Vec<Section> {
    let headings = Outline::of(text).headings;
    let ends: Vec<usize> = headings
        .iter()
        .skip(1)
        .map(|next| next.range.start)
        .chain([text.len()])
        .collect();
    let sections = headings
        .into_iter()
        .zip(ends)
        .map(|(heading, end)| Section {
            id: heading.id.unwrap_or_else(|| "?".to_owned()),
            range: heading.range.start..end,
            heading: heading.range,
            level: heading.level,
        });
    sections.collect()
}
