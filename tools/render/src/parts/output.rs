//! Recorded output: whole, or one named figure of it.

use super::one_line;
use crate::Language;
use crate::directive::Selector;
use crate::page::{Fault, Session};
use catalog::{Listing, Transcript};
use maud::{Markup, html};

/// `{{#output listing}}` → what it printed; `{{#output listing.figure}}` → a number in the prose.
pub(crate) fn html(session: &Session, argument: &str) -> Result<String, Fault> {
    let selector = Selector::parse(argument);
    let listing = session.listing(selector.listing)?;
    if let Some(key) = selector.key {
        return super::number::figure(session, listing, key, false);
    }
    let transcript = transcript(session, listing, false)?;
    let html = html! { div.listing { (block(session.page.language, &listing.name, &transcript)) } };
    Ok(one_line(&html))
}

/// A listing's recorded output, or its Go session's.
pub(crate) fn transcript(
    session: &Session,
    listing: &Listing,
    go: bool,
) -> Result<Transcript, Fault> {
    let name = &listing.name;
    let (path, again) = if go {
        (
            listing.go_output_path(),
            format!("cargo book record {name} --go"),
        )
    } else {
        (listing.output_path(), format!("cargo book record {name}"))
    };
    if !session.catalog.root.join(&path).exists() {
        let what = if go { "Go session" } else { "output" };
        return Err(Fault::here(
            format!("listing '{name}' has no recorded {what}"),
            format!("run '{again}'"),
        ));
    }
    Ok(Transcript::read(&session.catalog.root, &path, &again)?)
}

/// Each command with what it printed.
pub(crate) fn block(language: Language, name: &str, transcript: &Transcript) -> Markup {
    html! {
        pre.out tabindex="0" role="region" aria-label=(format!("{name} {}", language.words().output)) {
            @for (index, (command, output)) in transcript.entries.iter().enumerate() {
                @if index > 0 { "\n" }
                span.out__command { "$ " (command) } "\n"
                (output)
            }
        }
    }
}
