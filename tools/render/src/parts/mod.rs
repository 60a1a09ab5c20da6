//! What directives turn into, one module each.
//!
//! Every part is one line of HTML: a blank line would end the HTML block in Markdown.

pub(crate) mod appendix;
pub(crate) mod bench;
pub(crate) mod bench_chart;
pub(crate) mod calls;
pub(crate) mod chapters;
pub(crate) mod claims;
pub(crate) mod code;
pub(crate) mod doctest;
pub(crate) mod exercise;
pub(crate) mod fence;
mod figcaption;
pub(crate) mod flame;
pub(crate) mod foot;
pub(crate) mod glossary;
pub(crate) mod go;
pub(crate) mod head;
pub(crate) mod icicle;
pub(crate) mod layout;
pub(crate) mod layout_chart;
pub(crate) mod listing;
pub(crate) mod measurements;
pub(crate) mod number;
pub(crate) mod output;
pub(crate) mod predict;
pub(crate) mod progress;
pub(crate) mod prose;
pub(crate) mod quiz;
pub(crate) mod replay;
pub(crate) mod report;
pub(crate) mod scripts;
pub(crate) mod solutions;
pub(crate) mod sources;
mod stairs;
pub(crate) mod timeline;
pub(crate) mod widget;

use maud::Markup;

/// HTML on one line, so that Markdown sees one HTML block.
pub(crate) fn one_line(html: &Markup) -> String {
    html.0.trim_end().replace('\n', "&#10;")
}
