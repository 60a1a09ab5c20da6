//! The staircase of live bytes, with axes and labels, or small and alone.

use crate::Language;
use crate::number_format::{grouped, scaled};
use crate::parts::stairs::{Stairs, stairs, stairs_within};
use catalog::{CaseReport, Event, Op};
use maud::{Markup, html};

/// More steps than this cannot be told apart in the chart; neighbours are joined at their maximum.
const STEPS_DRAWN: usize = 300;
/// Up to this many steps are labelled with their lines.
const STEPS_LABELLED: usize = 12;
const WIDTH: f64 = 660.0;
const HEIGHT: f64 = 212.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 640.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = 176.0;

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
pub(super) fn overlaid(
    language: Language,
    listing: &str,
    case: &CaseReport,
    over: Option<&CaseReport>,
) -> Markup {
    if case.events.is_empty() {
        return html! { p.note { (language.words().no_events) } };
    }
    let peak = case.totals.peak_bytes;
    let over_events = over.map_or(0, |over| over.events.len());
    let events = case.events.len().max(over_events);
    let steps = joined(case, events);
    let other = over.map(|over| joined(over, events));
    let top = peak.max(over.map_or(0, |over| over.totals.peak_bytes));
    let size = (steps.len().max(other.as_ref().map_or(0, Vec::len)), top);
    let stairs = stairs_within(&steps, size, (LEFT, RIGHT), (TOP, BOTTOM));
    let ghost = other.map(|other| stairs_within(&other, size, (LEFT, RIGHT), (TOP, BOTTOM)));
    let label = description(language, listing, case);
    html! {
        svg.chart viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(label) {
            (axes(language, top))
            path.fill d=(format!("{}V{BOTTOM}Z", stairs.line)) {}
            path.stroke d=(stairs.line) {}
            @if let Some(ghost) = &ghost { path.stroke.stroke--over d=(ghost.line) {} }
            (peak_label(language, &stairs, peak))
            (step_labels(language, case, &stairs))
        }
    }
}

/// The chart in words.
fn description(language: Language, listing: &str, case: &CaseReport) -> String {
    let words = language.words();
    format!(
        "{listing} {}: {}, {} {} B, {} {} B",
        case.case,
        language.events(case.events.len() as u64),
        words.peak,
        grouped(case.totals.peak_bytes),
        words.at_end,
        grouped(case.totals.end_bytes)
    )
}

fn axes(language: Language, top: u64) -> Markup {
    html! {
        @for (share, value) in [(0.0, 0), (0.5, top / 2), (1.0, top)] {
            @let y = BOTTOM - (BOTTOM - TOP) * share;
            line.grid x1=(LEFT) x2=(RIGHT) y1=(y) y2=(y) {}
            text x=(LEFT - 8.0) y=(y + 4.0) text-anchor="end" { (scaled(value)) }
        }
        text x="0" y="14" { (language.words().live_bytes) }
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
