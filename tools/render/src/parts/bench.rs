//! Measured times: one in the prose, a ratio in the prose, or a whole benchmark with its claims.

use super::{bench_chart, one_line};
use crate::Language;
use crate::directive::Selector;
use crate::number_format::{duration, factor, grouped};
use crate::page::{Fault, Session};
use catalog::{BenchReport, BenchRow, BenchStanding, Listing, Ratio, nearest};
use maud::{Markup, html};

/// What is shown of a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quantity {
    Time,
    Instructions,
}

/// A row with the report that it stands in.
struct Found<'a> {
    listing: &'a Listing,
    report: BenchReport,
    row: BenchRow,
}

/// `{{#bench listing.row}}` → `1.12 µs`; `{{#bench listing.row / listing.row}}` → `1.3`, with the range of
/// the runs where they disagree on the direction; `instructions` at the end counts instead;
/// `{{#bench listing "Caption."}}` → a numbered figure of all rows.
pub(crate) fn html(
    session: &mut Session,
    argument: &str,
    caption: Option<&str>,
) -> Result<String, Fault> {
    let (rows, quantity) = match argument.trim_end().strip_suffix("instructions") {
        Some(rows) => (rows.trim_end(), Quantity::Instructions),
        None => (argument, Quantity::Time),
    };
    match rows.split_once('/') {
        Some((left, right)) => ratio(session, left.trim(), right.trim(), quantity),
        None if Selector::parse(rows).key.is_some() => one(session, rows, quantity),
        None => figure(session, rows, caption),
    }
}

fn one(session: &Session, argument: &str, quantity: Quantity) -> Result<String, Fault> {
    let found = find(session, argument)?;
    let text = match quantity {
        Quantity::Time => duration(found.row.ns()),
        Quantity::Instructions => grouped(instructions(&found)?),
    };
    Ok(linked(session, &found, &text, &provenance(&found.report)))
}

fn ratio(session: &Session, left: &str, right: &str, quantity: Quantity) -> Result<String, Fault> {
    let (left, right) = (find(session, left)?, find(session, right)?);
    let same = left.listing.name == right.listing.name;
    if !left.report.measured.is_like(&right.report.measured) {
        return Err(Fault::here(
            format!(
                "'{}' and '{}' were measured on different machines or compilers",
                left.listing.name, right.listing.name
            ),
            format!(
                "measure both here: cargo book bench {}, cargo book bench {}",
                left.listing.name, right.listing.name
            ),
        ));
    }
    let ratio = match quantity {
        Quantity::Time => Ratio::of_times(&left.row, &right.row, same),
        Quantity::Instructions => Ratio::of_counts(instructions(&left)?, instructions(&right)?),
    };
    let range = format!("{} – {}", factor(ratio.low), factor(ratio.high));
    let text = if ratio.is_open() {
        format!("{} ({range})", factor(ratio.value))
    } else {
        factor(ratio.value)
    };
    let title = format!(
        "{} / {}: {range}, {}",
        left.row.row,
        right.row.row,
        provenance(&left.report)
    );
    Ok(linked(session, &left, &text, &title))
}

fn find<'a>(session: &Session<'a>, argument: &str) -> Result<Found<'a>, Fault> {
    let selector = Selector::parse(argument);
    let listing = session.listing(selector.listing)?;
    let report = recorded(session, listing)?;
    let names = || report.rows.iter().map(|row| row.row.as_str());
    let key = selector.key.ok_or_else(|| {
        let known = names().collect::<Vec<_>>().join(", ");
        Fault::here("this names no row", format!("its rows are {known}"))
    })?;
    let row = report.row(key).cloned().ok_or_else(|| {
        let help = match nearest(key, names()) {
            Some(near) => format!("did you mean '{near}'?"),
            None => format!("its rows are {}", names().collect::<Vec<_>>().join(", ")),
        };
        Fault::here(
            format!("listing '{}' has no row '{key}'", listing.name),
            help,
        )
    })?;
    Ok(Found {
        listing,
        report,
        row,
    })
}

fn recorded(session: &Session, listing: &Listing) -> Result<BenchReport, Fault> {
    if listing.benches.is_empty() {
        return Err(Fault::here(
            format!("listing '{}' has no benchmark", listing.name),
            format!(
                "make one with 'cargo book new bench {} <name>'",
                listing.name
            ),
        ));
    }
    catalog::read_bench(&session.catalog.root, listing)?.ok_or_else(|| {
        Fault::here(
            format!("the benchmarks of '{}' are not recorded", listing.name),
            format!("run 'cargo book bench {}'", listing.name),
        )
    })
}

fn instructions(found: &Found) -> Result<u64, Fault> {
    found.row.instructions.ok_or_else(|| {
        Fault::here(
            format!("the instructions of '{}' are not recorded", found.row.row),
            format!(
                "install valgrind, and run 'cargo book bench {}'",
                found.listing.name
            ),
        )
    })
}

fn linked(session: &Session, found: &Found, text: &str, title: &str) -> String {
    let title = format!(
        "{} {}: {title}",
        found.listing.name,
        session.page.language.words().measured_in
    );
    let href = session.appendix_link("bench", found.listing);
    one_line(&html! { a.m href=(href) title=(title) { (text) } })
}

fn provenance(report: &BenchReport) -> String {
    let measured = &report.measured;
    format!(
        "{}, rustc {}, {}",
        measured.cpu, measured.rustc, measured.date
    )
}

fn figure(session: &mut Session, argument: &str, caption: Option<&str>) -> Result<String, Fault> {
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
            (super::claims::list(language, &standing.claims))
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
