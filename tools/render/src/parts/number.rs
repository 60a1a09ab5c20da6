//! Measured numbers in the prose, each leading to its row in the appendix.

use super::one_line;
use crate::directive::Selector;
use crate::number_format::{grouped, one_decimal};
use crate::page::{Fault, Session, case};
use catalog::{CaseReport, HeapReport, Listing, Site, nearest};
use maud::html;
use std::sync::Arc;

const KEYS: [&str; 8] = [
    "blocks",
    "bytes",
    "peak_blocks",
    "peak_bytes",
    "end_blocks",
    "end_bytes",
    "freed_blocks",
    "freed_bytes",
];

/// `{{#heap listing[:case][#anchor].key [unit]}}` → `104,857,600`, or `100 MiB` with the unit `MiB`.
pub(crate) fn heap(session: &Session, argument: &str) -> Result<String, Fault> {
    let (selector, unit) = match argument.split_once(' ') {
        Some((selector, unit)) => (Selector::parse(selector), Some(unit.trim())),
        None => (Selector::parse(argument), None),
    };
    let (listing, report, value) = recorded(session, &selector)?;
    let text = with_unit(value, unit)?;
    Ok(measured(session, listing, &report, &text))
}

/// A recorded number by its reference, `heap listing.key`, `layout listing.Type.size`, `output listing.figure` or
/// `go listing.figure`.
pub(crate) fn value_of(session: &Session, reference: &str) -> Result<u64, Fault> {
    let (kind, argument) = reference.split_once(' ').unwrap_or((reference, ""));
    let selector = Selector::parse(argument.trim());
    let is_go = match kind {
        "heap" => return recorded(session, &selector).map(|(_, _, value)| value),
        "layout" => return super::layout::value_of(session, argument.trim()),
        "output" => false,
        "go" => true,
        _ => {
            let message = format!("'{reference}' names nothing that is recorded");
            let help = "write 'heap listing.figure', 'layout listing.Type.size', \
                        'output listing.figure' or 'go listing.figure'";
            return Err(Fault::here(message, help));
        }
    };
    let listing = session.listing(selector.listing)?;
    let text = figure_text(session, listing, selector.key.unwrap_or_default(), is_go)?;
    text.parse().map_err(|_| {
        Fault::here(
            format!("'{reference}' is '{text}', not a whole number"),
            "name another figure",
        )
    })
}

/// The number that a selector names in a heap report.
fn recorded<'a>(
    session: &Session<'a>,
    selector: &Selector,
) -> Result<(&'a Listing, Arc<HeapReport>, u64), Fault> {
    let listing = session.listing(selector.listing)?;
    let report = session.heap(listing)?;
    let keys = KEYS.join(", ");
    let key = selector.key.ok_or_else(|| {
        Fault::here(
            "this names no figure",
            format!("end it with one of .{}", KEYS.join(" .")),
        )
    })?;
    if report.exact.threads && key.starts_with("peak") {
        return Err(Fault::here(
            format!(
                "listing '{}' allocates on several threads, so its peak is not recorded",
                listing.name
            ),
            "show its totals, or what is live at the end",
        ));
    }
    let sum = sum(session, listing, &report, selector)?;
    let value = value(&sum, key).ok_or_else(|| {
        let help = match nearest(key, KEYS.into_iter()) {
            Some(near) => format!("did you mean '{near}'?"),
            None => format!("the figures are {keys}"),
        };
        Fault::here(format!("a heap report has no figure '{key}'"), help)
    })?;
    Ok((listing, report, value))
}

fn with_unit(value: u64, unit: Option<&str>) -> Result<String, Fault> {
    match unit {
        None => Ok(grouped(value)),
        Some("B") => Ok(format!("{} B", grouped(value))),
        Some("KiB") => Ok(format!("{} KiB", one_decimal(value, 1 << 10))),
        Some("MiB") => Ok(format!("{} MiB", one_decimal(value, 1 << 20))),
        Some(other) => Err(Fault::here(
            format!("there is no unit '{other}'"),
            "the units are B, KiB and MiB",
        )),
    }
}

/// The totals of a case, or the sum over an anchor's lines.
fn sum(
    session: &Session,
    listing: &Listing,
    report: &HeapReport,
    selector: &Selector,
) -> Result<Site, Fault> {
    let Some(anchor) = selector.anchor else {
        return Ok(whole(case(report, selector.case)?));
    };
    let source = session
        .catalog
        .source(listing, "src/lib.rs")
        .map_err(Fault::There)?;
    let range = super::listing::anchor(&source, anchor)?;
    let cases = match selector.case {
        Some(name) => std::slice::from_ref(case(report, Some(name))?),
        None => &report.exact.cases[..],
    };
    let sites = cases.iter().flat_map(|case| &case.sites);
    let inside = sites.filter(|site| {
        site.line_in("src/lib.rs")
            .is_some_and(|line| range.contains(&line))
    });
    Ok(inside.fold(Site::default(), |sum, site| Site {
        at: String::new(),
        blocks: sum.blocks + site.blocks,
        bytes: sum.bytes + site.bytes,
        peak_blocks: sum.peak_blocks + site.peak_blocks,
        peak_bytes: sum.peak_bytes + site.peak_bytes,
        end_blocks: sum.end_blocks + site.end_blocks,
        end_bytes: sum.end_bytes + site.end_bytes,
        freed_blocks: sum.freed_blocks + site.freed_blocks,
        freed_bytes: sum.freed_bytes + site.freed_bytes,
    }))
}

fn whole(case: &CaseReport) -> Site {
    let totals = &case.totals;
    Site {
        at: String::new(),
        blocks: totals.blocks,
        bytes: totals.bytes,
        peak_blocks: totals.peak_blocks,
        peak_bytes: totals.peak_bytes,
        end_blocks: totals.end_blocks,
        end_bytes: totals.end_bytes,
        freed_blocks: case.sites.iter().map(|site| site.freed_blocks).sum(),
        freed_bytes: case.sites.iter().map(|site| site.freed_bytes).sum(),
    }
}

fn value(site: &Site, key: &str) -> Option<u64> {
    Some(match key {
        "blocks" => site.blocks,
        "bytes" => site.bytes,
        "peak_blocks" => site.peak_blocks,
        "peak_bytes" => site.peak_bytes,
        "end_blocks" => site.end_blocks,
        "end_bytes" => site.end_bytes,
        "freed_blocks" => site.freed_blocks,
        "freed_bytes" => site.freed_bytes,
        _ => return None,
    })
}

fn measured(session: &Session, listing: &Listing, report: &HeapReport, text: &str) -> String {
    let words = session.page.language.words();
    let by = format!(
        "{} {}: dhat {}, rustc {}",
        listing.name, words.measured_in, report.measured.dhat, report.measured.rustc
    );
    one_line(&html! { a.m href=(session.appendix_link("heap", listing)) title=(by) { (text) } })
}

/// A named figure of recorded output, as a number of the prose.
pub(crate) fn figure(
    session: &Session,
    listing: &Listing,
    key: &str,
    go: bool,
) -> Result<String, Fault> {
    let found = figure_text(session, listing, key, go)?;
    let text = found.parse().map_or(found, grouped);
    let title = format!(
        "{} {}",
        listing.name,
        session.page.language.words().measured_in
    );
    let what = if go { "go" } else { "output" };
    Ok(one_line(
        &html! { a.m href=(session.appendix_link(what, listing)) title=(title) { (text) } },
    ))
}

/// A named figure of recorded output as it was printed.
fn figure_text(session: &Session, listing: &Listing, key: &str, go: bool) -> Result<String, Fault> {
    let settings = &listing.settings;
    let (figures, table) = if go {
        (&settings.go_figures, "go-figures")
    } else {
        (&settings.figures, "figures")
    };
    let pattern = figures.get(key).ok_or_else(|| {
        let known: Vec<&str> = figures.keys().map(String::as_str).collect();
        Fault::here(
            format!(
                "listing '{}' has no figure '{key}' in its {table}",
                listing.name
            ),
            format!(
                "it has: {}; add one in {}",
                known.join(", "),
                listing.path("Cargo.toml").display()
            ),
        )
    })?;
    let transcript = super::output::transcript(session, listing, go)?;
    // A pattern that is none was reported when the manifest was read.
    let pattern = session.catalog.pattern(pattern).ok();
    let figure = pattern.and_then(|pattern| transcript.figure(&pattern));
    figure.ok_or_else(|| {
        Fault::here(
            format!("the figure '{key}' is not in the recorded output"),
            format!(
                "mend its pattern in {}",
                listing.path("Cargo.toml").display()
            ),
        )
    })
}
