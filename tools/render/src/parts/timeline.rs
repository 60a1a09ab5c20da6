//! The heap over time: live bytes after each request and each free, in order.

use super::one_line;
use super::stairs::{Stairs, stairs, stairs_within};
use crate::Language;
use crate::directive::Selector;
use crate::number_format::{grouped, scaled};
use crate::page::{Fault, Session, case};
use catalog::{CaseReport, Event, Op};
use maud::{Markup, PreEscaped, html};

/// More steps than this cannot be told apart in the chart; neighbours are joined at their maximum.
const STEPS_DRAWN: usize = 300;
/// Up to this many steps are labelled with their lines.
const STEPS_LABELLED: usize = 12;
/// Rows of the table under a chart.
const ROWS_SHOWN: usize = 40;

const WIDTH: f64 = 660.0;
const HEIGHT: f64 = 212.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 640.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = 176.0;

/// `{{#timeline listing[:case] "Caption."}}` → a numbered figure with a table twin, which a script can
/// replay. `{{#timeline one:case + other:case "Caption."}}` lays the second over the first, dashed.
pub(crate) fn html(
    session: &mut Session,
    argument: &str,
    caption: Option<&str>,
) -> Result<String, Fault> {
    let (first, second) = match argument.split_once(" + ") {
        Some((first, second)) => (first.trim(), Some(second.trim())),
        None => (argument, None),
    };
    let selector = Selector::parse(first);
    let listing = session.listing(selector.listing)?;
    let report = session.heap(listing)?;
    let shown = case(&report, selector.case)?;
    let second = second.map(|other| {
        let selector = Selector::parse(other);
        let report = session.heap(session.listing(selector.listing)?)?;
        case(&report, selector.case).cloned()
    });
    let over = second.transpose()?;
    let source = session
        .catalog
        .source(listing, "src/lib.rs")
        .map_err(Fault::There)?;
    let language = session.page.language;
    let number = session.number_of_figure();
    if !shown.events.is_empty() {
        session.scripts.insert("timeline.js");
    }
    let fresh = session
        .timelines
        .insert(first.to_owned(), shown.events.len())
        .is_none();
    let linked = |at: usize| fresh && session.linked.contains(&format!("{first}:{at}"));
    let beyond = (ROWS_SHOWN + 1..=shown.events.len()).filter(|at| linked(*at));
    let figure = html! {
        figure.figure.wide data-timeline=(first) data-listing=(listing.name) {
            (overlaid(language, &listing.name, shown, over.as_ref()))
            figcaption {
                b { (language.figure(&number)) "." } " "
                @if let Some(caption) = caption { span.figure__finding { (caption) } " " }
                span.figure__of { (language.words().of_listing) " " code { (argument) } }
                // The table ends before these steps, and a link to them has to lead somewhere.
                @for step in beyond { span id=(format!("step:{first}:{step}")) {} }
            }
            (rows(language, first, shown, linked))
            script.replay__data type="application/json" {
                (PreEscaped(super::replay::data(shown, &source, over.as_ref())))
            }
        }
    };
    Ok(one_line(&figure))
}

/// The steps to draw: live bytes after each event, joined where there are too many.
fn steps(case: &CaseReport) -> Vec<u64> {
    joined(case, case.events.len())
}

/// The same, joined as a case of `events` events would be.
fn joined(case: &CaseReport, events: usize) -> Vec<u64> {
    let live: Vec<u64> = case.events.iter().map(|event| event.live()).collect();
    let at_once = events.div_ceil(STEPS_DRAWN).max(1);
    live.chunks(at_once)
        .map(|chunk| chunk.iter().copied().max().unwrap_or(0))
        .collect()
}

/// The small staircase beside a listing's totals.
pub(crate) fn sparkline(case: &CaseReport) -> Markup {
    if case.events.is_empty() {
        return html! {};
    }
    let stairs = stairs(&steps(case), (2.0, 158.0), (4.0, 46.0));
    html! {
        svg.spark viewBox="0 0 160 48" aria-hidden="true" {
            path.fill d=(format!("{}V46Z", stairs.line)) {}
            path.stroke d=(stairs.line) {}
        }
    }
}

/// The chart with axes and labels.
pub(crate) fn chart(language: Language, listing: &str, case: &CaseReport) -> Markup {
    overlaid(language, listing, case, None)
}

/// The chart, with a second case dashed over it; both share their axes.
fn overlaid(
    language: Language,
    listing: &str,
    case: &CaseReport,
    over: Option<&CaseReport>,
) -> Markup {
    let words = language.words();
    if case.events.is_empty() {
        return html! { p.note { (words.no_events) } };
    }
    let peak = case.totals.peak_bytes;
    let events = case
        .events
        .len()
        .max(over.map_or(0, |over| over.events.len()));
    let steps = joined(case, events);
    let other = over.map(|over| joined(over, events));
    let top = peak.max(over.map_or(0, |over| over.totals.peak_bytes));
    let size = (steps.len().max(other.as_ref().map_or(0, Vec::len)), top);
    let stairs = stairs_within(&steps, size, (LEFT, RIGHT), (TOP, BOTTOM));
    let ghost = other.map(|other| stairs_within(&other, size, (LEFT, RIGHT), (TOP, BOTTOM)));
    let label = format!(
        "{listing} {}: {}, {} {} B, {} {} B",
        case.case,
        language.events(case.events.len() as u64),
        words.peak,
        grouped(peak),
        words.at_end,
        grouped(case.totals.end_bytes)
    );
    html! {
        svg.chart viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(label) {
            @for (share, value) in [(0.0, 0), (0.5, top / 2), (1.0, top)] {
                @let y = BOTTOM - (BOTTOM - TOP) * share;
                line.grid x1=(LEFT) x2=(RIGHT) y1=(y) y2=(y) {}
                text x=(LEFT - 8.0) y=(y + 4.0) text-anchor="end" { (scaled(value)) }
            }
            text x="0" y="14" { (words.live_bytes) }
            path.fill d=(format!("{}V{BOTTOM}Z", stairs.line)) {}
            path.stroke d=(stairs.line) {}
            @if let Some(ghost) = &ghost { path.stroke.stroke--over d=(ghost.line) {} }
            (peak_label(language, &stairs, peak))
            (step_labels(language, case, &stairs))
        }
    }
}

fn peak_label(language: Language, stairs: &Stairs, peak: u64) -> Markup {
    let (x, y) = stairs.peak;
    let (anchor, shift) = if x > (LEFT + RIGHT) / 2.0 {
        ("end", 6.0)
    } else {
        ("start", -6.0)
    };
    html! {
        circle.peak cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="4" {}
        text.label x=(format!("{:.1}", x + shift)) y=(format!("{:.1}", y - 10.0)) text-anchor=(anchor) {
            (language.words().peak) " " (grouped(peak)) " B"
        }
    }
}

/// Under each step the line that made it, or the first and last number when there are many.
fn step_labels(language: Language, case: &CaseReport, stairs: &Stairs) -> Markup {
    let count = case.events.len();
    let under = BOTTOM + 20.0;
    if count > STEPS_LABELLED {
        return html! {
            text x=(LEFT) y=(under) { "1" }
            text x=(RIGHT) y=(under) text-anchor="end" {
                (language.events(count as u64))
            }
        };
    }
    let labels: Vec<String> = case
        .events
        .iter()
        .map(|event| step_label(language, event))
        .collect();
    html! {
        @for (index, (label, x)) in labels.iter().zip(&stairs.xs).enumerate() {
            // Ten growths on one line would print that line ten times over each other.
            @if index == 0 || *label != labels[index - 1] {
                text x=(format!("{x:.1}")) y=(under) text-anchor="middle" { (label) }
            }
        }
    }
}

/// `▲ line 19` for a request, `▼ line 11` for a free; what a case returns is freed by its caller.
fn step_label(language: Language, event: &Event) -> String {
    let sign = if event.op() == Op::Free { "▼" } else { "▲" };
    let place = match event.line_in("src/lib.rs") {
        Some(line) => language.line(line),
        None => language.words().caller.to_owned(),
    };
    format!("{sign} {place}")
}

/// The same events as a table, folded away.
pub(crate) fn table(language: Language, name: &str, case: &CaseReport) -> Markup {
    rows(language, name, case, |_| false)
}

/// The table; rows that are linked to have an id.
fn rows(
    language: Language,
    name: &str,
    case: &CaseReport,
    linked: impl Fn(usize) -> bool,
) -> Markup {
    let words = language.words();
    let left_out = case.events.len().saturating_sub(ROWS_SHOWN) as u64 + case.events_dropped;
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
                        @for (index, event) in case.events.iter().take(ROWS_SHOWN).enumerate() {
                            tr id=[linked(index + 1).then(|| format!("step:{name}:{}", index + 1))] {
                                td.num { (index + 1) }
                                td { (operation(language, event.op())) }
                                td.num { (event.block()) }
                                td.num { (grouped(event.size())) " B" }
                                td.num { (grouped(event.live())) " B" }
                                td { code { (event.at()) } }
                            }
                        }
                    }
                }
            }
            @if left_out > 0 { p.note { (grouped(left_out)) " " (words.more_events) } }
        }
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
