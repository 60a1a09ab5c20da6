//! What a heap replay needs beside the chart: the recorded events with their lines, and links to steps.

use crate::page::Fault;
use catalog::{CaseReport, Op, Source};
use regex::Regex;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// The recorded trace as JSON that may stand inside `<script>`: `[operation, block, size, live, line]` per
/// event, and the code of each line that occurs.
pub(crate) fn data(case: &CaseReport, source: &Source, over: Option<&CaseReport>) -> String {
    // A comment in the code may hold "</script>".
    value(case, source, over)
        .to_string()
        .replace('<', "\\u003c")
}

/// The same as a value.
pub(crate) fn value(case: &CaseReport, source: &Source, over: Option<&CaseReport>) -> Value {
    let mut lines = Map::new();
    let code: Vec<&str> = source.text.lines().collect();
    let events = case.events.iter().map(|event| {
        let line = event.line_in("src/lib.rs").unwrap_or(0);
        if let Some(code) = line.checked_sub(1).and_then(|at| code.get(at)) {
            lines.insert(line.to_string(), json!(code.trim()));
        }
        json!([
            operation(event.op()),
            event.block(),
            event.size(),
            event.live(),
            line
        ])
    });
    let events: Vec<Value> = events.collect();
    let live = |case: &CaseReport| {
        case.events
            .iter()
            .map(|event| event.live())
            .collect::<Vec<_>>()
    };
    json!({
        "events": events,
        "lines": lines,
        "dropped": case.events_dropped,
        "over": over.map(live),
    })
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
