//! Measured times: one in the prose, a ratio in the prose, or a whole benchmark with its claims.

mod figure;

pub(crate) use figure::report;

use super::one_line;
use crate::directive::Selector;
use crate::number_format::{duration, factor, grouped};
use crate::page::{Fault, Session};
use catalog::{BenchReport, BenchRow, Listing, Ratio, nearest};
use figure::figure;
use maud::html;

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
    comparable(&left, &right)?;
    let same = left.listing.name == right.listing.name;
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

fn comparable(left: &Found, right: &Found) -> Result<(), Fault> {
    if left.report.measured.is_like(&right.report.measured) {
        return Ok(());
    }
    let (left, right) = (&left.listing.name, &right.listing.name);
    Err(Fault::here(
        format!("'{left}' and '{right}' were measured on different machines or compilers"),
        format!("measure both here: cargo book bench {left}, cargo book bench {right}"),
    ))
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
