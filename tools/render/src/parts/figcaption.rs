//! The caption of a numbered figure.

use crate::Language;
use maud::{Markup, html};

/// `Figure 3.1. What it shows. Listing growth`; what it shows is the author's to say.
pub(super) fn figcaption(
    language: Language,
    number: &str,
    finding: Option<&str>,
    listing: &str,
) -> Markup {
    html! {
        b { (language.figure(number)) "." } " "
        @if let Some(finding) = finding { span.figure__finding { (finding) } " " }
        span.figure__of { (language.words().of_listing) " " code { (listing) } }
    }
}
