//! The Go counterpart: alone with its recorded session, or an anchor of it beside the Rust.

use super::{code, one_line, output};
use crate::directive::Selector;
use crate::page::{Fault, Session};
use catalog::{Listing, Source, Transcript};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// `{{#go name}}`, `{{#go name#anchor}}`, `{{#go name.figure}}`.
pub(crate) fn html(session: &Session, argument: &str) -> Result<String, Fault> {
    let selector = Selector::parse(argument);
    let listing = session.listing(selector.listing)?;
    if let Some(key) = selector.key {
        return super::number::figure(session, listing, key, true);
    }
    if !session
        .catalog
        .root
        .join(listing.path("go/main.go"))
        .exists()
    {
        return Err(Fault::here(
            format!("listing '{}' has no Go counterpart", listing.name),
            format!("add {}", listing.path("go/main.go").display()),
        ));
    }
    let go = session
        .catalog
        .source(listing, "go/main.go")
        .map_err(Fault::There)?;
    let transcript = output::transcript(session, listing, true)?;
    let html = match selector.anchor {
        Some(anchor) => beside(session, listing, &go, &transcript, anchor)?,
        None => alone(session, listing, &go, &transcript),
    };
    Ok(one_line(&html))
}

/// `Go 1.27.3`, from the session's first command, `go version`.
fn version(transcript: &Transcript) -> String {
    let printed = transcript
        .entries
        .first()
        .map_or("", |(_, output)| output.as_str());
    let version = printed
        .split_whitespace()
        .find_map(|word| word.strip_prefix("go1"));
    version.map_or_else(|| "Go".to_owned(), |version| format!("Go 1{version}"))
}

fn alone(session: &Session, listing: &Listing, go: &Source, transcript: &Transcript) -> Markup {
    let language = session.page.language;
    let label = format!("{} Go {}", listing.name, language.words().source_of);
    let rest = Transcript {
        entries: transcript.entries.iter().skip(1).cloned().collect(),
    };
    html! {
        div.listing.listing--go.wide role="group" aria-label=(format!("{} Go", listing.name)) {
            div.listing__head {
                span.listing__name { "main.go" }
                span.listing__badge { (version(transcript)) }
                div.listing__actions {}
            }
            (code::block(language, &label, "go", go, None, &BTreeMap::new()))
            (output::block(language, &format!("{} Go", listing.name), &rest))
        }
    }
}

fn beside(
    session: &Session,
    listing: &Listing,
    go: &Source,
    transcript: &Transcript,
    anchor: &str,
) -> Result<Markup, Fault> {
    let language = session.page.language;
    let rust = session
        .catalog
        .source(listing, "src/lib.rs")
        .map_err(Fault::There)?;
    let (go_lines, rust_lines) = (
        super::listing::anchor(go, anchor)?,
        super::listing::anchor(&rust, anchor)?,
    );
    let heap = session.heap(listing)?;
    let none = BTreeMap::new();
    let label = |which: &str| format!("{} {anchor} {which}", listing.name);
    let rust_title = format!("Rust {}", heap.measured.rustc);
    Ok(html! {
        div.gorust.wide {
            div {
                p.gorust__title { (version(transcript)) }
                (code::block(language, &label("Go"), "go", go, Some(&go_lines), &none))
            }
            div {
                p.gorust__title { (rust_title) }
                (code::block(language, &label("Rust"), "rust", &rust, Some(&rust_lines), &none))
            }
        }
    })
}
