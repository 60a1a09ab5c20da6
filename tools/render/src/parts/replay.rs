//! What a heap replay needs beside the chart: the recorded events with their lines, and links to steps.

use crate::page::Fault;
use catalog::{CaseReport, Event, Op, Source};
use regex::Regex;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// The recorded trace as JSON that may stand inside `<script>`, in columns and differences: two thousand events
/// are then a tenth of what they are in rows, once compressed. `theme/js/modules/trace.js` reads it.
///
/// - `did`: a digit per event, what it did.
/// - `size`: of each event that is no free the bytes of its block; what is freed has the size it had.
/// - `block`: of each event that requests no new block, how far it lies from the block of the event before. New
///   blocks are numbered in order.
/// - `line`: of each event its line.
/// - `over`: by how much the other run's live bytes change at each of its events; those of this run follow from
///   the rest.
pub(crate) fn data(case: &CaseReport, source: &Source, over: Option<&CaseReport>) -> String {
    let events = &case.events;
    let did: String = events
        .iter()
        .map(|event| operation(event.op()))
        .map(digit)
        .collect();
    let sized = events.iter().filter(|event| event.op().is_request());
    let size: Vec<u64> = sized.map(Event::size).collect();
    let before = std::iter::once(0).chain(events.iter().map(Event::block));
    let known = events.iter().zip(before);
    let known = known.filter(|(event, _)| !matches!(event.op(), Op::Alloc | Op::Zeroed));
    let block: Vec<i64> = known
        .map(|(event, before)| i64::from(event.block()) - i64::from(before))
        .collect();
    let line: Vec<usize> = events.iter().map(line).collect();
    let packed = json!({
        "did": did,
        "size": size,
        "block": block,
        "line": line,
        "lines": lines(case, source),
        "dropped": case.events_dropped,
        "over": over.map(changes),
    });
    // A comment in the code may hold "</script>".
    packed.to_string().replace('<', "\\u003c")
}

/// The trace in rows, `[operation, block, size, live, line]` per event, for the script of a widget.
pub(crate) fn value(case: &CaseReport, source: &Source) -> Value {
    let row = |event: &Event| {
        json!([
            operation(event.op()),
            event.block(),
            event.size(),
            event.live(),
            line(event)
        ])
    };
    json!({
        "events": case.events.iter().map(row).collect::<Vec<_>>(),
        "lines": lines(case, source),
        "dropped": case.events_dropped,
    })
}

/// 0 for the caller.
fn line(event: &Event) -> usize {
    event.line_in("src/lib.rs").unwrap_or(0)
}

/// The code of each line that occurs.
fn lines(case: &CaseReport, source: &Source) -> Map<String, Value> {
    let code: Vec<&str> = source.text.lines().collect();
    let found = case.events.iter().map(line);
    let found = found.filter_map(|line| {
        let code = line.checked_sub(1).and_then(|at| code.get(at))?;
        Some((line.to_string(), json!(code.trim())))
    });
    found.collect()
}

/// By how much the live bytes change at each event.
fn changes(case: &CaseReport) -> Vec<i128> {
    let before = std::iter::once(0).chain(case.events.iter().map(Event::live));
    let pairs = case.events.iter().zip(before);
    pairs
        .map(|(event, before)| i128::from(event.live()) - i128::from(before))
        .collect()
}

fn digit(operation: u8) -> char {
    char::from(b'0' + operation)
}

fn operation(op: Op) -> u8 {
    match op {
        Op::Alloc => 0,
        Op::Zeroed => 1,
        Op::Grow => 2,
        Op::Shrink => 3,
        Op::Free => 4,
    }
}

/// A link in the prose to a step of a timeline: `[…](#step:col-vec-growth:grown:7)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StepLink<'a> {
    /// The timeline, as its directive names it.
    pub(crate) timeline: &'a str,
    /// The step, counted from 1.
    pub(crate) step: usize,
    /// Where the link's target stands in the page.
    pub(crate) range: Range<usize>,
}

static LINK: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\]\(#step:([A-Za-z0-9_:-]+):(\d+)\)").ok());

/// The links to steps outside code.
pub(crate) fn links<'a>(text: &'a str, opaque: &[Range<usize>]) -> Vec<StepLink<'a>> {
    let Some(pattern) = LINK.as_ref() else {
        return Vec::new();
    };
    let found = pattern.captures_iter(text).filter_map(|captures| {
        let whole = captures.get(0)?;
        let hidden = opaque.iter().any(|range| range.contains(&whole.start()));
        (!hidden).then_some(())?;
        Some(StepLink {
            timeline: captures.get(1)?.as_str(),
            step: captures.get(2)?.as_str().parse().ok()?,
            range: whole.start() + 2..whole.end() - 1,
        })
    });
    found.collect()
}

/// Whether the link leads to a step that the page's timelines, each with its number of events, have.
pub(crate) fn check(link: &StepLink, timelines: &BTreeMap<String, usize>) -> Result<(), Fault> {
    let Some(steps) = timelines.get(link.timeline) else {
        let known: Vec<&str> = timelines.keys().map(String::as_str).collect();
        let message = format!("no timeline of this page is named '{}'", link.timeline);
        return Err(Fault::here(
            message,
            format!("it has: {}", known.join(", ")),
        ));
    };
    if (1..=*steps).contains(&link.step) {
        return Ok(());
    }
    let message = format!("the timeline '{}' has no step {}", link.timeline, link.step);
    Err(Fault::here(message, format!("its steps are 1 to {steps}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// Two blocks, of which the first grows and is freed last.
    fn case() -> CaseReport {
        let event = |op: &str, block: u32, size: u64, live: u64, at: &str| {
            json!([op, block, size, 8, live, at])
        };
        let events = json!([
            event("alloc", 0, 8, 8, "src/lib.rs:1"),
            event("zeroed", 1, 4, 12, "src/lib.rs:2"),
            event("grow", 0, 16, 20, "src/lib.rs:1"),
            event("free", 1, 4, 16, "runtime"),
            event("free", 0, 16, 0, "src/lib.rs:2"),
        ]);
        let totals = json!({"blocks": 3, "bytes": 28, "peak_blocks": 2, "peak_bytes": 20, "end_blocks": 0, "end_bytes": 0});
        let case = json!({"case": "run", "totals": totals, "sites": [], "events": events, "events_dropped": 7});
        serde_json::from_value(case).expect("a case")
    }

    #[test]
    fn a_trace_is_written_in_columns() {
        let source = Source {
            path: PathBuf::new(),
            text: "  a // </script>\nb".into(),
            anchors: Vec::new(),
        };
        let data = data(&case(), &source, Some(&case()));
        assert!(!data.contains('<'), "{data}");
        let packed: Value = serde_json::from_str(&data).expect("JSON");
        let expected = json!({
            "did": "01244",
            "size": [8, 4, 16],
            "block": [-1, 1, -1],
            "line": [1, 2, 1, 0, 2],
            "lines": {"1": "a // </script>", "2": "b"},
            "dropped": 7,
            "over": [8, 4, 8, -4, -16],
        });
        assert_eq!(packed, expected);
    }

    #[test]
    fn links_to_steps_are_found_and_checked() {
        let text = "See [the last](#step:a-b:run:7), [one](#other) and `](#step:a-b:1)`.";
        let code = text.find('`').expect("code")..text.len();
        let found = links(text, &[code]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].timeline, found[0].step), ("a-b:run", 7));
        assert_eq!(&text[found[0].range.clone()], "#step:a-b:run:7");
        let timelines = |steps| BTreeMap::from([("a-b:run".to_owned(), steps)]);
        assert!(check(&found[0], &timelines(7)).is_ok());
        assert!(check(&found[0], &timelines(6)).is_err());
        assert!(check(&found[0], &BTreeMap::new()).is_err());
    }
}
