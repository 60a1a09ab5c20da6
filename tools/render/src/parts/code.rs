//! Source code as numbered lines, each with what it asked of the heap.

use crate::Language;
use crate::highlight;
use crate::number_format::grouped;
use catalog::{HeapReport, Site, Source};
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::ops::Range;

/// What each line asked of the heap, summed over the cases of a report.
pub(crate) fn sites_by_line(report: &HeapReport, file: &str) -> BTreeMap<usize, Site> {
    let mut lines: BTreeMap<usize, Site> = BTreeMap::new();
    for site in report.exact.cases.iter().flat_map(|case| &case.sites) {
        if let Some(line) = site.line_in(file) {
            let sum = lines.entry(line).or_default();
            sum.blocks += site.blocks;
            sum.bytes += site.bytes;
            sum.freed_blocks += site.freed_blocks;
            sum.freed_bytes += site.freed_bytes;
        }
    }
    lines
}

/// A block of code that can be reached and scrolled by keyboard.
pub(crate) fn block(
    language: Language,
    label: &str,
    syntax: &str,
    source: &Source,
    lines: Option<&Range<usize>>,
    sites: &BTreeMap<usize, Site>,
) -> Markup {
    let shown = source.shown(lines);
    let text: String = shown.iter().map(|(_, line)| format!("{line}\n")).collect();
    let highlighted = highlight::lines(syntax, &text);
    html! {
        pre.code tabindex="0" role="region" aria-label=(label) {
            @for ((number, _), line) in shown.iter().zip(highlighted) {
                span.line {
                    span.n aria-hidden="true" { (number) }
                    span.src { (line) "\n" }
                    @if let Some(site) = sites.get(number) { (ask(language, site)) }
                }
            }
        }
    }
}

/// `+1 block · 104,857,600 B` for what a line requested, `−1 block · …` for what it freed.
fn ask(language: Language, site: &Site) -> Markup {
    let amount = |blocks, bytes| format!("{} · {} B", language.blocks(blocks), grouped(bytes));
    html! {
        span.ask {
            @if site.blocks > 0 { span.ask__got { "+" (amount(site.blocks, site.bytes)) } }
            @if site.freed_blocks > 0 {
                span.ask__freed { "−" (amount(site.freed_blocks, site.freed_bytes)) }
            }
        }
    }
}
