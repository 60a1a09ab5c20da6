//! Compares a fresh report with the recorded one and says what differs, line by line.

use crate::harness::line_order;
use catalog::{CaseReport, Site, Totals};
use std::fmt::Write as _;

/// What differs between the recorded and the fresh report of a case; empty when they agree.
pub(crate) fn differences(
    source_dir: &str,
    recorded: &CaseReport,
    fresh: &CaseReport,
    same_paths: bool,
) -> String {
    let mut text = String::new();
    for at in lines(recorded, fresh) {
        let (old, new) = (site(recorded, &at), site(fresh, &at));
        let changes = changes(&columns(&old), &columns(&new));
        if !changes.is_empty() {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "  {source_dir}/{at}: {changes}");
        }
    }
    let changes = totals(&recorded.totals, &fresh.totals);
    if !changes.is_empty() {
        let _ = writeln!(text, "  in total: {changes}");
    }
    if text.is_empty() && recorded.events != fresh.events {
        let _ = writeln!(text, "  {}", first_different_event(recorded, fresh));
    }
    if text.is_empty() && recorded != fresh {
        let _ = writeln!(text, "  the number of events differs");
    }
    if text.is_empty() && !same_paths {
        text.push_str("  the call paths (stacks) differ\n");
    }
    text
}

/// What differs between two totals.
pub(crate) fn totals(recorded: &Totals, fresh: &Totals) -> String {
    changes(&total_columns(recorded), &total_columns(fresh))
}

/// The lines of both reports, in the order of the file.
fn lines(recorded: &CaseReport, fresh: &CaseReport) -> Vec<String> {
    let sites = recorded.sites.iter().chain(&fresh.sites);
    let mut lines: Vec<String> = sites.map(|site| site.at.clone()).collect();
    lines.sort_by_key(|at| line_order(at));
    lines.dedup();
    lines
}

fn site(report: &CaseReport, at: &str) -> Site {
    report
        .sites
        .iter()
        .find(|site| site.at == at)
        .cloned()
        .unwrap_or_default()
}

type Columns = [(&'static str, u64); 8];

fn columns(site: &Site) -> Columns {
    [
        ("blocks", site.blocks),
        ("bytes", site.bytes),
        ("blocks at peak", site.peak_blocks),
        ("bytes at peak", site.peak_bytes),
        ("blocks at end", site.end_blocks),
        ("bytes at end", site.end_bytes),
        ("blocks freed", site.freed_blocks),
        ("bytes freed", site.freed_bytes),
    ]
}

fn total_columns(totals: &Totals) -> Columns {
    columns(&Site {
        blocks: totals.blocks,
        bytes: totals.bytes,
        peak_blocks: totals.peak_blocks,
        peak_bytes: totals.peak_bytes,
        end_blocks: totals.end_blocks,
        end_bytes: totals.end_bytes,
        ..Site::default()
    })
}

fn changes(old: &Columns, new: &Columns) -> String {
    let changed = old
        .iter()
        .zip(new)
        .filter(|((_, old), (_, new))| old != new);
    changed
        .map(|((name, old), (_, new))| format!("{name} {old} → {new}"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn first_different_event(recorded: &CaseReport, fresh: &CaseReport) -> String {
    let pairs = recorded.events.iter().zip(&fresh.events);
    match pairs.enumerate().find(|(_, (old, new))| old != new) {
        Some((index, (old, new))) => format!("event {index} was {old:?}, is {new:?}"),
        None => format!(
            "{} events were recorded, now {}",
            recorded.events.len(),
            fresh.events.len()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalog::{Event, Op};

    fn report(bytes: u64) -> CaseReport {
        let site = Site {
            at: "src/lib.rs:7".into(),
            blocks: 1,
            bytes,
            ..Site::default()
        };
        CaseReport {
            case: "run".into(),
            totals: Totals {
                blocks: 1,
                bytes,
                ..Totals::default()
            },
            sites: vec![site],
            events: vec![Event(Op::Alloc, 0, bytes, 8, bytes, "src/lib.rs:7".into())],
            events_dropped: 0,
        }
    }

    #[test]
    fn equal_reports_have_no_differences() {
        assert_eq!(differences("d", &report(8), &report(8), true), "");
    }

    #[test]
    fn a_difference_names_the_line_and_both_figures() {
        assert_eq!(
            differences("listings/a/a-b", &report(8), &report(16), true),
            "  listings/a/a-b/src/lib.rs:7: bytes 8 → 16\n  in total: bytes 8 → 16\n"
        );
    }

    #[test]
    fn other_call_paths_are_a_difference() {
        let text = differences("d", &report(8), &report(8), false);
        assert_eq!(text, "  the call paths (stacks) differ\n");
    }

    #[test]
    fn a_different_order_of_events_is_a_difference() {
        let mut other = report(8);
        other.events[0].0 = Op::Zeroed;
        assert!(differences("d", &report(8), &other, true).contains("event 0 was"));
    }
}
