//! `{{#measurements}}`: what was measured in the whole book, chapter by chapter: the totals of each heap report,
//! and each benchmark with its claims. Every row leads to its place in a chapter's appendix.

use super::{chapters, claims, one_line, report, scripts};
use crate::Language;
use crate::page::{Fault, Session};
use catalog::{BenchStanding, HeapMode, HeapReport, Listing};
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the page says in one language.
struct Words {
    listing: &'static str,
    unclaimed: &'static str,
}

const EN: Words = Words {
    listing: "Listing",
    unclaimed: "Nothing is claimed of it.",
};

const KO: Words = Words {
    listing: "예제",
    unclaimed: "주장은 없습니다.",
};

/// What was measured in a chapter.
#[derive(Default)]
struct Chapter<'a> {
    heaps: Vec<(&'a Listing, Arc<HeapReport>)>,
    benches: Vec<(&'a Listing, BenchStanding)>,
}

/// `{{#measurements}}`.
pub(crate) fn html(session: &Session) -> Result<String, Fault> {
    let chapters = chapters::in_reading_order(session, found(session)?);
    let html = html! {
        div.generated.wide { @for (name, chapter) in &chapters {
            h2 id=(name) { (chapters::title(session, name)) }
            @if !chapter.heaps.is_empty() { (heaps(session, name, chapter)) }
            @if !chapter.benches.is_empty() { (benches(session, chapter)) }
        } }
    };
    Ok(one_line(&html))
}

fn found<'a>(session: &Session<'a>) -> Result<BTreeMap<String, Chapter<'a>>, Fault> {
    let mut chapters: BTreeMap<String, Chapter> = BTreeMap::new();
    let catalog = session.catalog;
    for listing in catalog.listings.values() {
        let measured = listing.settings.heap == HeapMode::Run;
        if measured {
            let chapter = chapters.entry(listing.chapter.clone()).or_default();
            chapter.heaps.push((listing, session.heap(listing)?));
        }
        if !listing.benches.is_empty() {
            let chapter = chapters.entry(listing.chapter.clone()).or_default();
            let standing = BenchStanding::of(&catalog.root, listing);
            chapter.benches.push((listing, standing));
        }
    }
    Ok(chapters)
}

fn words(language: Language) -> &'static Words {
    match language {
        Language::Ko => &KO,
        Language::En => &EN,
    }
}

/// The totals of a chapter's heap reports, a row per case.
fn heaps(session: &Session, name: &str, chapter: &Chapter) -> Markup {
    let language = session.page.language;
    let label = format!("{name} {}", language.words().blocks_requested);
    html! {
        div.scroll tabindex="0" role="region" aria-label=(label) {
            table.cases {
                thead { tr {
                    th scope="col" { (words(language).listing) }
                    th scope="col" { (language.words().case) }
                    @for name in report::names(language) { th.num scope="col" { (name) } }
                } }
                @for (listing, report) in &chapter.heaps { (rows(session, listing, report)) }
            }
        }
    }
}

fn rows(session: &Session, listing: &Listing, report: &HeapReport) -> Markup {
    let language = session.page.language;
    let cases = &report.exact.cases;
    html! {
        tbody { @for (at, case) in cases.iter().enumerate() {
            tr {
                @if at == 0 {
                    th scope="rowgroup" rowspan=[(cases.len() > 1).then_some(cases.len())] {
                        a href=(place(session, "heap", listing)) { code { (listing.name) } }
                    }
                }
                th scope="row" { code { (case.case) } }
                @for value in report::values(language, report, case) { td.num { (value) } }
            }
        } }
    }
}

/// A chapter's benchmarks, each with what it is held to show.
fn benches(session: &Session, chapter: &Chapter) -> Markup {
    let language = session.page.language;
    html! {
        p.report__title { (language.words().benchmarks) }
        ul.benchmarks { @for (listing, standing) in &chapter.benches {
            li {
                a href=(place(session, "bench", listing)) { code { (listing.name) } }
                @if standing.claims.is_empty() { p { (words(language).unclaimed) } }
                (claims::items(language, &standing.claims))
            }
        } }
    }
}

/// The listing's place in the appendix of its chapter.
fn place(session: &Session, what: &str, listing: &Listing) -> String {
    let root = scripts::to_root(&session.page.path);
    let (chapter, name) = (&listing.chapter, &listing.name);
    format!("{root}{chapter}/appendix.html#{what}-{name}")
}
