//! A flame graph: what was requested, was live at the peak or is live at the end, by call path.

use super::figcaption::figcaption;
use super::{calls, icicle, one_line};
use crate::Language;
use crate::directive::Selector;
use crate::page::{Fault, Session, case};
use catalog::{Measure, nearest};
use maud::html;

/// `{{#flame listing[:case] [figure] "Caption."}}` → a numbered figure: a rectangle per call, as wide as its share
/// of the figure, with a table twin. The figure is `bytes` when none is named.
pub(crate) fn html(
    session: &mut Session,
    argument: &str,
    caption: Option<&str>,
) -> Result<String, Fault> {
    let (shown, measure) = parsed(argument)?;
    let selector = Selector::parse(shown);
    let listing = session.listing(selector.listing)?;
    let report = session.heap(listing)?;
    let case = case(&report, selector.case)?;
    let threads = report.exact.threads;
    if threads && measure.is_of_peak() {
        return Err(no_peak(&listing.name));
    }
    let tree = calls::of_case(&report, &case.case);
    if tree.of(measure) == 0 {
        let message = format!("'{shown}' has nothing to draw: its {measure} are 0");
        let help = "name another figure, such as bytes or peak_bytes";
        return Err(Fault::here(message, help));
    }
    let source = session.catalog.source(listing, "src/lib.rs");
    let source = source.map_err(Fault::There)?;
    let language = session.page.language;
    let words = language.words();
    let of = name(language, measure);
    let by = words.by_call_path;
    let label = format!("{} {}: {of}, {by}", listing.name, case.case);
    let number = session.number_of_figure();
    let figure = html! {
        figure.figure.wide.flame {
            (icicle::chart(language, &label, &tree, measure, Some(of)))
            figcaption { (figcaption(language, &number, caption, shown)) }
            details.twin {
                summary { (words.as_table) }
                (calls::twin(language, shown, &tree, &source, threads))
            }
        }
    };
    Ok(one_line(&figure))
}

fn no_peak(listing: &str) -> Fault {
    Fault::here(
        format!("listing '{listing}' allocates on several threads, so its peak is not recorded"),
        "draw blocks, bytes, end_blocks or end_bytes",
    )
}

/// The listing with its case, and the figure.
fn parsed(argument: &str) -> Result<(&str, Measure), Fault> {
    let Some((shown, name)) = argument.split_once(' ') else {
        return Ok((argument, Measure::default()));
    };
    let name = name.trim();
    let measure = name.parse().map_err(|message: String| {
        let known = Measure::ALL.iter().map(|(_, known)| *known);
        match nearest(name, known) {
            Some(near) => {
                let message = format!("a call path has no figure '{name}'");
                Fault::here(message, format!("did you mean '{near}'?"))
            }
            None => Fault::Here(message, None),
        }
    })?;
    Ok((shown, measure))
}

/// What a figure is called.
fn name(language: Language, measure: Measure) -> &'static str {
    let words = language.words();
    match measure {
        Measure::Blocks => words.blocks_requested,
        Measure::Bytes => words.bytes_requested,
        Measure::PeakBlocks => words.blocks_at_peak,
        Measure::PeakBytes => words.peak,
        Measure::EndBlocks => words.blocks_at_end,
        Measure::EndBytes => words.at_end,
    }
}
