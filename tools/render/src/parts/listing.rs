//! A listing on the page: its code with the heap margin, its output, its totals.

use super::{code, one_line, output, report};
use crate::Language;
use crate::directive::Selector;
use crate::page::{Fault, Session};
use catalog::{HeapMode, Listing, PageMode, Source, Transcript, nearest};
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::ops::Range;

const FILE: &str = "src/lib.rs";

/// `{{#listing name}}`, `{{#listing name#anchor}}`, `{{#listing name!failing}}`.
pub(crate) fn html(session: &mut Session, argument: &str) -> Result<String, Fault> {
    let selector = Selector::parse(argument);
    let listing = session.listing(selector.listing)?;
    if let Some(what) = selector.failing {
        return failing(session, listing, what);
    }
    let source = session.catalog.source(listing, FILE);
    let source = source.map_err(Fault::There)?;
    let range = selector.anchor.map(|name| anchor(&source, name));
    let range = range.transpose()?;
    let heap = match listing.settings.heap {
        HeapMode::Run => Some(session.heap(listing)?),
        HeapMode::None => None,
    };
    let sites = heap.as_ref().map(|heap| code::sites_by_line(heap, FILE));
    let sites = sites.unwrap_or_default();
    let first = session.shown.insert(listing.name.clone());
    let printed = first.then(|| output::transcript(session, listing, false));
    let printed = printed.transpose()?;
    let language = session.page.language;
    let words = language.words();
    let label = format!("{} {}", argument.replace('#', " "), words.source_of);
    let recorded = listing.settings.page == PageMode::Recorded;
    let html = html! {
        div.listing.wide role="group" aria-label=(listing.name) data-listing=(listing.name) data-recorded[recorded] {
            (head(language, listing))
            (code::block(language, &label, "rust", &source, range.as_ref(), &sites))
            @if range.is_some() && first {
                details.rest {
                    summary { (words.whole_file) " " code { (FILE) } }
                    (code::block(language, &format!("{label} {FILE}"), "rust", &source, None, &sites))
                }
            }
            @if let Some(printed) = &printed { (output::block(language, &listing.name, printed)) }
            @if let Some(heap) = heap.as_ref().filter(|_| first) {
                (report::totals(language, heap))
                (report::provenance(language, heap))
            }
            @if recorded && first { p.note { (words.only_recorded) } }
        }
    };
    Ok(one_line(&html))
}

fn head(language: Language, listing: &Listing) -> Markup {
    html! {
        div.listing__head {
            span.listing__name { (listing.name) }
            code.listing__cmd { (listing.command()) }
            span.listing__badge.listing__badge--runs { (language.words().runs) }
            div.listing__actions {}
        }
    }
}

/// The lines of an anchor.
pub(crate) fn anchor(source: &Source, name: &str) -> Result<Range<usize>, Fault> {
    source
        .anchor(name)
        .map(|anchor| anchor.lines.clone())
        .ok_or_else(|| {
            let names = source.anchors.iter().map(|anchor| anchor.name.as_str());
            let help = match nearest(name, names.clone()) {
                Some(near) => format!("did you mean '{near}'?"),
                None => format!("its anchors are: {}", names.collect::<Vec<_>>().join(", ")),
            };
            Fault::here(
                format!("{} has no anchor '{name}'", source.path.display()),
                help,
            )
        })
}

/// A file that must not compile, with rustc's error.
fn failing(session: &Session, listing: &Listing, what: &str) -> Result<String, Fault> {
    let file = format!("fails/{what}.rs");
    if !session.catalog.root.join(listing.path(&file)).exists() {
        return Err(no_failing(session, listing, what));
    }
    let source = session.catalog.source(listing, &file);
    let source = source.map_err(Fault::There)?;
    let again = format!("cargo book record {}", listing.name);
    let recorded = listing.path(format!("recorded/{what}.txt"));
    let error = Transcript::read(&session.catalog.root, &recorded, &again)?;
    let language = session.page.language;
    let words = language.words();
    let label = format!("{file} {}", words.source_of);
    // The first line is the test's own annotation.
    let lines = 2..source.text.lines().count() + 1;
    let html = html! {
        div.listing.listing--fails.wide role="group" aria-label=(file) {
            div.listing__head {
                span.listing__name { (listing.name) "/" (file) }
                span.listing__badge { (words.must_not_compile) }
                div.listing__actions {}
            }
            (code::block(language, &label, "rust", &source, Some(&lines), &BTreeMap::new()))
            (output::block(language, &file, &error))
        }
    };
    Ok(one_line(&html))
}

fn no_failing(session: &Session, listing: &Listing, what: &str) -> Fault {
    let files = session.catalog.failing_files(listing);
    let stems = files.iter().filter_map(|path| path.file_stem());
    let known: Vec<_> = stems.map(|stem| stem.to_string_lossy()).collect();
    Fault::here(
        format!("listing '{}' has no failing file '{what}'", listing.name),
        format!("its failing files are: {}", known.join(", ")),
    )
}
