//! All rows of a benchmark: a numbered figure, or a part of the appendix.

use super::recorded;
use crate::Language;
use crate::number_format::{duration, factor, grouped};
use crate::page::{Fault, Session};
use crate::parts::{bench_chart, claims, one_line};
use catalog::{BenchReport, BenchRow, BenchStanding, Listing, Ratio};
use maud::{Markup, html};

/// A figure with a chart for each benchmark, and the same as a table.
pub(super) fn figure(
    session: &mut Session,
    argument: &str,
    caption: Option<&str>,
) -> Result<String, Fault> {
    let listing = session.listing(argument)?;
    let report = recorded(session, listing)?;
    let language = session.page.language;
    let number = session.number_of_figure();
    let body = html! {
        figure.figure.wide {
            (charts(language, &report))
            figcaption {
                b { (language.figure(&number)) "." } " "
                @if let Some(caption) = caption { (caption) " " }
                span.figure__of { (language.words().of_listing) " " code { (argument) } }
            }
            details.twin {
                summary { (language.words().as_table) }
                (table(language, &report))
            }
            (foot(language, &report))
        }
    };
    Ok(one_line(&body))
}

/// The benchmark part of a listing's section in the appendix; none where it has no benchmark.
pub(crate) fn report(session: &Session, listing: &Listing) -> Option<Markup> {
    if listing.benches.is_empty() {
        return None;
    }
    let language = session.page.language;
    let words = language.words();
    let standing = BenchStanding::of(&session.catalog.root, listing);
    let Some(report) = &standing.report else {
        let how = format!("cargo book bench {}", listing.name);
        return Some(html! {
            p.note.report__foot id=(format!("bench-{}", listing.name)) { (words.not_recorded) ": " code { (how) } }
        });
    };
    Some(html! {
        div.report.wide id=(format!("bench-{}", listing.name)) {
            p.report__title { (words.benchmarks) }
            (charts(language, report))
            (table(language, report))
            (claims::list(language, &standing.claims))
            (foot(language, report))
        }
    })
}

/// One chart per file under `benches/`.
fn charts(language: Language, report: &BenchReport) -> Markup {
    html! {
        @for rows in groups(report) { (bench_chart::chart(language, rows)) }
    }
}

fn groups(report: &BenchReport) -> impl Iterator<Item = &[BenchRow]> {
    report.rows.chunk_by(|one, next| one.bench == next.bench)
}

fn table(language: Language, report: &BenchReport) -> Markup {
    let words = language.words();
    let label = format!("{} {}", report.listing, words.benchmarks);
    let counted = report.rows.iter().any(|row| row.instructions.is_some());
    html! {
        div.scroll tabindex="0" role="region" aria-label=(label) {
            table.benches {
                thead { tr {
                    th scope="col" { (words.row) }
                    th.num scope="col" { (words.time) }
                    th.num scope="col" { (words.spread) }
                    th.num scope="col" { (words.to_first) }
                    @if counted {
                        th.num scope="col" { (words.instructions) }
                        th.num scope="col" { (words.to_first) }
                    }
                } }
                @for rows in groups(report) {
                    tbody { @for row in rows { (line(row, &rows[0], counted)) } }
                }
            }
        }
    }
}

fn line(row: &BenchRow, first: &BenchRow, counted: bool) -> Markup {
    let (low, high) = row.spread();
    let ratio = (row != first).then(|| Ratio::of_times(row, first, true));
    let counts = row.instructions.zip(first.instructions);
    let to_first = counts.map(|(count, first)| Ratio::of_counts(count, first));
    html! {
        tr {
            th scope="row" { code { (row.row) } }
            td.num { (duration(row.ns())) }
            td.num { (duration(low)) " – " (duration(high)) }
            td.num { @match ratio {
                Some(ratio) => { (factor(ratio.value)) " (" (factor(ratio.low)) " – " (factor(ratio.high)) ")" }
                None => "1",
            } }
            @if counted {
                td.num { (row.instructions.map_or("–".to_owned(), grouped)) }
                td.num { (to_first.map_or("–".to_owned(), |ratio| factor(ratio.value))) }
            }
        }
    }
}

/// How and where the times were taken.
fn foot(language: Language, report: &BenchReport) -> Markup {
    let measured = &report.measured;
    let runs = report.rows.first().map_or(0, |row| row.runs.len());
    html! {
        p.note {
            (language.bench_runs(runs)) " · Criterion " (measured.criterion) " · rustc "
            (measured.rustc) ", " (measured.target) " · " (measured.cpu) ", "
            (language.cores(measured.cores)) " · "
            time datetime=(measured.date) { (measured.date) }
        }
        @if measured.was_busy() {
            p.note.note--warning { (language.busy(measured.busy_percent)) }
        }
    }
}
