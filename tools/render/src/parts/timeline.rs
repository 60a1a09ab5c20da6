//! The heap over time: live bytes after each request and each free, in order.

mod chart;
mod table;

pub(crate) use chart::{chart, sparkline};
pub(crate) use table::table;

use super::figcaption::figcaption;
use super::{one_line, replay};
use crate::directive::Selector;
use crate::page::{Fault, Session, case};
use catalog::CaseReport;
use chart::overlaid;
use maud::{PreEscaped, html};
use table::{ROWS_SHOWN, rows};

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
    let over = second.map(|other| overlay(session, other)).transpose()?;
    let source = session.catalog.source(listing, "src/lib.rs");
    let source = source.map_err(Fault::There)?;
    let language = session.page.language;
    let number = session.number_of_figure();
    if !shown.events.is_empty() {
        session.scripts.insert("timeline.js");
    }
    let earlier = session
        .timelines
        .insert(first.to_owned(), shown.events.len());
    let linked = |at: usize| earlier.is_none() && session.linked.contains(&format!("{first}:{at}"));
    let beyond = (ROWS_SHOWN + 1..=shown.events.len()).filter(|at| linked(*at));
    let figure = html! {
        figure.figure.wide data-timeline=(first) data-listing=(listing.name) {
            (overlaid(language, &listing.name, shown, over.as_ref()))
            figcaption {
                (figcaption(language, &number, caption, argument))
                // The table ends before these steps, and a link to them has to lead somewhere.
                @for step in beyond { span id=(format!("step:{first}:{step}")) {} }
            }
            (rows(language, first, shown, linked))
            script.replay__data type="application/json" {
                (PreEscaped(replay::data(shown, &source, over.as_ref())))
            }
        }
    };
    Ok(one_line(&figure))
}

/// The case that is laid over the first.
fn overlay(session: &Session, argument: &str) -> Result<CaseReport, Fault> {
    let selector = Selector::parse(argument);
    let report = session.heap(session.listing(selector.listing)?)?;
    case(&report, selector.case).cloned()
}
