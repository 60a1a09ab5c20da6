//! The events of a timeline as a table, folded away.

use crate::Language;
use crate::number_format::grouped;
use catalog::{CaseReport, Event, Op};
use maud::{Markup, PreEscaped, html};

/// Rows of the table under a chart.
pub(super) const ROWS_SHOWN: usize = 40;

/// The same events as a table, folded away.
pub(crate) fn table(language: Language, name: &str, case: &CaseReport) -> Markup {
    rows(language, name, case, |_| false)
}

/// The table; rows that are linked to have an id.
pub(super) fn rows(
    language: Language,
    name: &str,
    case: &CaseReport,
    linked: impl Fn(usize) -> bool,
) -> Markup {
    let words = language.words();
    let left_out = case.events.len().saturating_sub(ROWS_SHOWN) as u64 + case.events_dropped;
    let id = |step: usize| linked(step).then(|| format!("step:{name}:{step}"));
    html! {
        details.twin {
            summary { (words.as_table) }
            div.scroll tabindex="0" role="region" aria-label=(format!("{name} {}", words.as_table)) {
                table {
                    thead { tr {
                        th.num scope="col" { (words.event) }
                        th scope="col" { (words.operation) }
                        th.num scope="col" { (words.block) }
                        th.num scope="col" { (words.size) }
                        th.num scope="col" { (words.live_after) }
                        th scope="col" { (words.line) }
                    } }
                    tbody {
                        @for (step, event) in (1..).zip(case.events.iter().take(ROWS_SHOWN)) {
                            tr id=[id(step)] { (row(language, step, event)) }
                        }
                    }
                }
            }
            @if left_out > 0 { p.note { (grouped(left_out)) " " (words.more_events) } }
        }
    }
}

fn row(language: Language, step: usize, event: &Event) -> Markup {
    html! {
        td.num { (step) }
        td { (operation(language, event.op())) }
        td.num { (event.block()) }
        td.num { (grouped(event.size())) " B" }
        td.num { (grouped(event.live())) " B" }
        td { code { (event.at()) } }
    }
}

fn operation(language: Language, op: Op) -> PreEscaped<&'static str> {
    let words = language.words();
    PreEscaped(match op {
        Op::Alloc => words.alloc,
        Op::Zeroed => words.zeroed,
        Op::Grow => words.grow,
        Op::Shrink => words.shrink,
        Op::Free => words.free,
    })
}
