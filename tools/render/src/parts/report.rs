//! The totals of a heap report: four figures, or a table when there are several cases.

use crate::Language;
use crate::number_format::grouped;
use crate::parts::timeline::sparkline;
use catalog::{CaseReport, HeapReport, Totals};
use maud::{Markup, html};

/// The totals of a report, with a sparkline when there is one case.
pub(crate) fn totals(language: Language, report: &HeapReport) -> Markup {
    match &report.exact.cases[..] {
        [only] => single(language, report, only),
        several => table(language, report, several),
    }
}

fn columns(language: Language, totals: &Totals, threads: bool) -> [(&'static str, String); 4] {
    let words = language.words();
    let peak = if threads {
        "–".to_owned()
    } else {
        grouped(totals.peak_bytes)
    };
    [
        (words.blocks_requested, grouped(totals.blocks)),
        (words.bytes_requested, grouped(totals.bytes)),
        (words.peak, peak),
        (words.at_end, grouped(totals.end_bytes)),
    ]
}

/// What the four figures of a case are called.
pub(crate) fn names(language: Language) -> [&'static str; 4] {
    columns(language, &Totals::default(), false).map(|(name, _)| name)
}

/// The four figures of one case, in the order of `names`.
pub(crate) fn values(language: Language, report: &HeapReport, case: &CaseReport) -> [String; 4] {
    columns(language, &case.totals, report.exact.threads).map(|(_, value)| value)
}

/// The four figures of one case.
pub(crate) fn single(language: Language, report: &HeapReport, case: &CaseReport) -> Markup {
    let threads = report.exact.threads;
    html! {
        div.totals {
            dl.heap {
                @for (name, value) in columns(language, &case.totals, threads) {
                    div { dt { (name) } dd { (value) } }
                }
            }
            (sparkline(case))
        }
        @if threads { p.note { (language.words().threads_note) } }
        @if let Some(release) = report.release.iter().find(|release| release.case == case.case) {
            p.note {
                (language.words().optimised) ": "
                @for (name, value) in columns(language, &release.totals, threads) {
                    span.note__figure { (value) " " (name) }
                }
            }
        }
    }
}

fn table(language: Language, report: &HeapReport, cases: &[CaseReport]) -> Markup {
    let words = language.words();
    let threads = report.exact.threads;
    html! {
        div.scroll tabindex="0" role="region" aria-label=(format!("{} {}", report.listing, words.blocks_requested)) {
            table.cases {
                thead { tr {
                    th scope="col" { (words.case) }
                    @for name in names(language) {
                        th.num scope="col" { (name) }
                    }
                } }
                tbody { @for case in cases { (row(language, report, case)) } }
            }
        }
        @if threads { p.note { (words.threads_note) } }
    }
}

fn row(language: Language, report: &HeapReport, case: &CaseReport) -> Markup {
    let threads = report.exact.threads;
    let release = report
        .release
        .iter()
        .find(|release| release.case == case.case);
    html! {
        tr {
            th scope="row" { code { (case.case) } }
            @for (_, value) in columns(language, &case.totals, threads) { td.num { (value) } }
        }
        @if let Some(release) = release {
            tr.optimised {
                th scope="row" { (language.words().optimised) }
                @for (_, value) in columns(language, &release.totals, threads) { td.num { (value) } }
            }
        }
    }
}

/// `Recorded run · rustc 1.95.0, x86_64 …, dhat 0.3.3, dev · 2026-11-22`.
pub(crate) fn provenance(language: Language, report: &HeapReport) -> Markup {
    let words = language.words();
    let measured = &report.measured;
    html! {
        p.note {
            (words.recorded_run) " · rustc " (measured.rustc) ", " (measured.target) ", dhat "
            (measured.dhat) ", dev · " time datetime=(measured.date) { (measured.date) }
        }
    }
}
