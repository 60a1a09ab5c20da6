//! The recorded call paths as a tree, and the table of it: what was requested under each call.

use super::one_line;
use crate::Language;
use crate::directive::Selector;
use crate::number_format::grouped;
use crate::page::{Fault, Session, case};
use catalog::{HeapReport, Measure, Source, Stack};
use maud::{Markup, html};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A call with all that was requested under it; the root is none and holds the outermost calls.
#[derive(Default)]
pub(crate) struct Call {
    /// By [`Measure`].
    figures: [u64; Measure::ALL.len()],
    callees: BTreeMap<String, Call>,
}

impl Call {
    /// The tree of some call paths.
    pub(crate) fn tree<'a>(stacks: impl Iterator<Item = &'a Stack>) -> Self {
        let mut root = Self::default();
        stacks.for_each(|stack| root.add(stack));
        root
    }

    fn add(&mut self, stack: &Stack) {
        let mut call = self;
        call.count(stack);
        for frame in stack.path.split(';') {
            call = call.callees.entry(frame.to_owned()).or_default();
            call.count(stack);
        }
    }

    fn count(&mut self, stack: &Stack) {
        for (figure, (measure, _)) in self.figures.iter_mut().zip(Measure::ALL) {
            *figure += measure.of(stack);
        }
    }

    /// What was requested in it and in all that it called.
    pub(crate) fn of(&self, measure: Measure) -> u64 {
        self.figures[measure as usize]
    }

    /// The calls that it made, the largest first.
    pub(crate) fn callees(&self, measure: Measure) -> Vec<(&str, &Self)> {
        let mut callees: Vec<(&str, &Self)> = self
            .callees
            .iter()
            .map(|(name, call)| (name.as_str(), call))
            .collect();
        callees.sort_by_key(|(name, call)| (Reverse(call.of(measure)), *name));
        callees
    }

    /// Every call below it with its depth, a caller before its callees.
    fn rows(&self) -> Vec<(usize, &str, &Self)> {
        let mut rows = Vec::new();
        for (name, call) in self.callees(Measure::Bytes) {
            rows.push((0, name, call));
            let below = call.rows().into_iter();
            rows.extend(below.map(|(depth, name, call)| (depth + 1, name, call)));
        }
        rows
    }
}

/// The tree of one case of a report.
pub(crate) fn of_case(report: &HeapReport, case: &str) -> Call {
    Call::tree(report.stacks.iter().filter(|stack| stack.case == case))
}

/// `{{#calls listing[:case] "What it is"}}` → a table of the calls with blocks and bytes requested, bytes at the
/// peak and at the end, and the code of the line. A widget reads its rows.
pub(crate) fn html(
    session: &Session,
    argument: &str,
    caption: Option<&str>,
) -> Result<String, Fault> {
    let selector = Selector::parse(argument);
    let listing = session.listing(selector.listing)?;
    let report = session.heap(listing)?;
    let shown = case(&report, selector.case)?;
    let source = session.catalog.source(listing, "src/lib.rs");
    let source = source.map_err(Fault::There)?;
    let tree = of_case(&report, &shown.case);
    let href = session.appendix_link("heap", listing);
    let caption = html! {
        @if let Some(caption) = caption { span.calls__what { (caption) } " · " }
        a href=(href) { (argument) }
    };
    let rows = table(session.page.language, &tree, &source, report.exact.threads);
    Ok(one_line(&scrolling(
        session.page.language,
        argument,
        html! {
            table.calls data-calls=(argument) { caption { (caption) } (rows) }
        },
    )))
}

/// The same table under a figure, without a caption of its own.
pub(crate) fn twin(
    language: Language,
    name: &str,
    tree: &Call,
    source: &Source,
    threads: bool,
) -> Markup {
    let rows = table(language, tree, source, threads);
    scrolling(language, name, html! { table.calls { (rows) } })
}

fn scrolling(language: Language, name: &str, table: Markup) -> Markup {
    let label = format!("{name} {}", language.words().by_call_path);
    html! { div.scroll tabindex="0" role="region" aria-label=(label) { (table) } }
}

fn table(language: Language, tree: &Call, source: &Source, threads: bool) -> Markup {
    let words = language.words();
    let code: Vec<&str> = source.text.lines().collect();
    html! {
        thead { tr {
            th scope="col" { (words.call) }
            @for name in [words.blocks, words.bytes, words.bytes_at_peak, words.bytes_at_end] {
                th.num scope="col" { (name) }
            }
            th scope="col" { (words.line) }
        } }
        tbody { @for (depth, name, call) in tree.rows() { (row(depth, name, call, &code, threads)) } }
    }
}

fn row(depth: usize, frame: &str, call: &Call, code: &[&str], threads: bool) -> Markup {
    let (name, place) = frame_parts(frame);
    let line = place.and_then(|place| place.strip_prefix("src/lib.rs:"));
    let text = line
        .and_then(|line| line.parse::<usize>().ok())
        .and_then(|line| code.get(line.checked_sub(1)?))
        .map(|text| text.trim());
    let figure = |measure: Measure| match call.of(measure) {
        _ if threads && measure.is_of_peak() => "–".to_owned(),
        0 => "–".to_owned(),
        value => grouped(value),
    };
    html! {
        tr style=[(depth > 0).then(|| format!("--depth:{depth}"))] {
            th scope="row" { code { (name) } }
            @for measure in [Measure::Blocks, Measure::Bytes, Measure::PeakBytes, Measure::EndBytes] {
                td.num { (figure(measure)) }
            }
            td.calls__line {
                @if let Some(place) = place { (line.unwrap_or(place)) }
                @if let Some(text) = text { ": " code { (text) } }
            }
        }
    }
}

/// `answer (src/lib.rs:23)` → the function and its place, which a function of std does not have.
pub(crate) fn frame_parts(frame: &str) -> (&str, Option<&str>) {
    let parts = frame
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once(" ("));
    parts.map_or((frame, None), |(name, place)| (name, Some(place)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stack(path: &str, bytes: u64, end_bytes: u64) -> Stack {
        Stack {
            case: "run".into(),
            path: path.into(),
            blocks: 1,
            bytes,
            end_blocks: u64::from(end_bytes > 0),
            end_bytes,
            peak_blocks: 0,
            peak_bytes: 0,
        }
    }

    #[test]
    fn a_caller_holds_what_its_callees_requested() {
        let stacks = [
            stack("run;a;b", 10, 0),
            stack("run;a;c", 5, 5),
            stack("run;a", 1, 0),
        ];
        let tree = Call::tree(stacks.iter());
        assert_eq!(tree.of(Measure::Bytes), 16);
        let rows: Vec<(usize, &str, u64)> = tree
            .rows()
            .into_iter()
            .map(|(depth, name, call)| (depth, name, call.of(Measure::Bytes)))
            .collect();
        assert_eq!(
            rows,
            [(0, "run", 16), (1, "a", 16), (2, "b", 10), (2, "c", 5)]
        );
    }

    #[test]
    fn the_largest_callee_comes_first_by_the_figure_that_is_asked_for() {
        let stacks = [stack("b", 10, 0), stack("c", 5, 5)];
        let tree = Call::tree(stacks.iter());
        let first = |measure| tree.callees(measure)[0].0;
        assert_eq!(
            (first(Measure::Bytes), first(Measure::EndBytes)),
            ("b", "c")
        );
    }

    #[test]
    fn a_frame_of_std_has_no_place() {
        assert_eq!(
            frame_parts("keep (src/lib.rs:33)"),
            ("keep", Some("src/lib.rs:33"))
        );
        assert_eq!(frame_parts("Vec::push"), ("Vec::push", None));
    }
}
