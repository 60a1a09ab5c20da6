//! `{{#appendix}}`: all measurements of a chapter.

use super::{bench, icicle, layout, one_line, output, report, timeline};
use crate::Language;
use crate::directive::{Selector, directives};
use crate::highlight;
use crate::markup::Outline;
use crate::number_format::grouped;
use crate::page::{Fault, Session};
use catalog::{CaseReport, HeapMode, HeapReport, Listing, Site, Source, Transcript};
use maud::{Markup, html};

/// One heap report per listing of the page's chapter, each under its own heading.
pub(crate) fn html(session: &Session, _: &str) -> Result<String, Fault> {
    let listings = in_reading_order(session);
    if listings.is_empty() {
        return Ok(session.page.language.words().no_listings.to_owned());
    }
    let sections = listings
        .into_iter()
        .map(|listing| section(session, listing));
    Ok(sections.collect::<Result<Vec<_>, _>>()?.join("\n\n"))
}

/// A listing's heading, its heap reports, its output and its Go session.
fn section(session: &Session, listing: &Listing) -> Result<String, Fault> {
    let name = &listing.name;
    let mut blocks = vec![format!("## {name} {{#heap-{name}}}")];
    if listing.settings.heap == HeapMode::Run {
        heap_reports(session, listing, &mut blocks)?;
    }
    blocks.extend(layout::report(session, listing)?.map(|report| one_line(&report)));
    blocks.extend(bench::report(session, listing).map(|report| one_line(&report)));
    let transcript = output::transcript(session, listing, false)?;
    blocks.push(session_block(
        session,
        &format!("output-{name}"),
        name,
        &transcript,
    ));
    if session.catalog.root.join(listing.go_output_path()).exists() {
        let transcript = output::transcript(session, listing, true)?;
        let label = format!("{name} Go");
        blocks.push(session_block(
            session,
            &format!("go-{name}"),
            &label,
            &transcript,
        ));
    }
    Ok(blocks.join("\n\n"))
}

fn heap_reports(
    session: &Session,
    listing: &Listing,
    blocks: &mut Vec<String>,
) -> Result<(), Fault> {
    let report = session.heap(listing)?;
    let source = session
        .catalog
        .source(listing, "src/lib.rs")
        .map_err(Fault::There)?;
    for case in &report.exact.cases {
        if report.exact.cases.len() > 1 {
            blocks.push(format!(
                "### {} {{#heap-{}-{}}}",
                case.case, listing.name, case.case
            ));
        }
        let html = case_report(session.page.language, listing, &report, case, &source);
        blocks.push(one_line(&html));
    }
    blocks.push(one_line(&foot(session, listing, &report)));
    Ok(())
}

/// What was recorded of one run, where the figures quoted from it lead.
fn session_block(session: &Session, id: &str, label: &str, transcript: &Transcript) -> String {
    let html = html! {
        div.listing.wide id=(id) { (output::block(session.page.language, label, transcript)) }
    };
    one_line(&html)
}

/// The chapter's listings as its first page mentions them, then the others.
fn in_reading_order<'a>(session: &Session<'a>) -> Vec<&'a Listing> {
    let chapter = session.chapter();
    let page = session
        .catalog
        .root
        .join(&session.page.path)
        .with_file_name("README.md");
    let text = std::fs::read_to_string(page).unwrap_or_default();
    let mentioned: Vec<&str> = directives(&text, &Outline::of(&text).opaque())
        .iter()
        .map(|directive| Selector::parse(directive.argument).listing)
        .collect();
    let listings = session.catalog.listings.values();
    let mut listings: Vec<&Listing> = listings
        .filter(|listing| listing.chapter == chapter)
        .collect();
    listings.sort_by_key(|listing| {
        mentioned
            .iter()
            .position(|name| *name == listing.name)
            .unwrap_or(usize::MAX)
    });
    listings
}

fn case_report(
    language: Language,
    listing: &Listing,
    report: &HeapReport,
    case: &CaseReport,
    source: &Source,
) -> Markup {
    let words = language.words();
    let name = format!("{} {}", listing.name, case.case);
    let stacks = report.stacks.iter().filter(|stack| stack.case == case.case);
    html! {
        div.report.wide {
            (report::single(language, report, case))
            p.report__title { (words.by_line) }
            (lines(language, &name, case, source))
            @if !case.events.is_empty() {
                p.report__title { (words.over_time) }
                (timeline::chart(language, &listing.name, case))
                (timeline::table(language, &name, case))
            }
            p.report__title { (words.by_path) }
            (icicle::chart(language, &format!("{name}: {}", words.by_path), stacks))
        }
    }
}

fn lines(language: Language, name: &str, case: &CaseReport, source: &Source) -> Markup {
    let words = language.words();
    html! {
        div.scroll tabindex="0" role="region" aria-label=(format!("{name} {}", words.by_line)) {
            table.lines {
                thead { tr {
                    th scope="col" { (words.line) }
                    th scope="col" { (words.code) }
                    @for name in [
                        words.blocks, words.bytes, words.bytes_at_peak, words.bytes_at_end,
                        words.bytes_freed,
                    ] {
                        th.num scope="col" { (name) }
                    }
                } }
                tbody { @for site in &case.sites { (line(language, site, source)) } }
            }
        }
    }
}

fn line(language: Language, site: &Site, source: &Source) -> Markup {
    let number = site.line_in("src/lib.rs");
    let text = number
        .and_then(|number| source.text.lines().nth(number - 1))
        .unwrap_or_default();
    let code = highlight::lines("rust", text.trim()).into_iter().next();
    let place = if site.at == "runtime" {
        language.words().runtime
    } else {
        &site.at
    };
    html! {
        tr {
            th scope="row" { code { (place) } }
            td.lines__code { code.nohighlight { @if let Some(code) = code { (code) } } }
            @for value in [site.blocks, site.bytes, site.peak_bytes, site.end_bytes, site.freed_bytes] {
                td.num { (if value == 0 { "–".to_owned() } else { grouped(value) }) }
            }
        }
    }
}

/// Where it was recorded, and the raw data.
fn foot(session: &Session, listing: &Listing, report: &HeapReport) -> Markup {
    let language = session.page.language;
    let name = &listing.name;
    html! {
        div.report__foot {
            (report::provenance(language, report))
            @if session.raw_links {
                p.note {
                    (language.words().raw_data) ": "
                    a href=(format!("../recorded/{name}/heap.json")) { "heap.json" }
                    " · "
                    a href=(format!("../recorded/{name}/output.txt")) { "output.txt" }
                    @if session.catalog.root.join(listing.layout_path()).exists() {
                        " · "
                        a href=(format!("../recorded/{name}/layout.json")) { "layout.json" }
                    }
                    @if session.catalog.root.join(listing.bench_path()).exists() {
                        " · "
                        a href=(format!("../recorded/{name}/bench.json")) { "bench.json" }
                    }
                }
            }
        }
    }
}
