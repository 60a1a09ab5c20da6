//! One number of a type's layout.

use super::{find, recorded};
use crate::directive::Selector;
use crate::number_format::grouped;
use crate::page::{Fault, Session};
use crate::parts::one_line;
use catalog::TypeLayout;
use maud::html;

/// The number with a link to where it is recorded.
pub(super) fn number(session: &Session, argument: &str) -> Result<String, Fault> {
    let listing = session.listing(Selector::parse(argument).listing)?;
    let text = grouped(value_of(session, argument)?);
    let measured = recorded(session, listing)?.measured;
    let words = session.page.language.words();
    let by = format!(
        "{} {}: rustc {}, {}",
        listing.name, words.measured_in, measured.rustc, measured.target
    );
    let href = session.appendix_link("layout", listing);
    Ok(one_line(&html! { a.m href=(href) title=(by) { (text) } }))
}

/// The number that `listing.Type.size`, `.align`, `.padding`, or `.field.offset` and `.field.size` name.
pub(crate) fn value_of(session: &Session, argument: &str) -> Result<u64, Fault> {
    let selector = Selector::parse(argument);
    let listing = session.listing(selector.listing)?;
    let report = recorded(session, listing)?;
    let key = selector.key.unwrap_or_default();
    let (name, what) = key.split_once('.').unwrap_or((key, ""));
    let layout = find(listing, &report.exact.types, name, false)?;
    match what {
        "size" => return Ok(layout.size),
        "align" => return Ok(layout.align),
        "padding" if !layout.fields.is_empty() => return Ok(layout.padding()),
        _ => {}
    }
    let (field, what) = what.split_once('.').unwrap_or((what, ""));
    let field = layout.fields.iter().find(|it| it.name == field);
    match (field, what) {
        (Some(field), "offset") => Ok(field.offset),
        (Some(field), "size") => Ok(field.size),
        _ => Err(unknown(layout, key)),
    }
}

fn unknown(layout: &TypeLayout, key: &str) -> Fault {
    let mut known = vec!["size".to_owned(), "align".to_owned()];
    if !layout.fields.is_empty() {
        known.push("padding".to_owned());
    }
    let fields = layout.fields.iter();
    known.extend(fields.map(|field| format!("{0}.offset, {0}.size", field.name)));
    Fault::here(
        format!("a layout has no figure '{key}'"),
        format!("the figures of '{}' are {}", layout.name, known.join(", ")),
    )
}
