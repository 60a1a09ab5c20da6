//! What a listing's benchmarks are held to show, each with its verdict.

use crate::Language;
use crate::number_format::factor;
use catalog::{Claim, Finding, Judged, Metric, Relation};
use maud::{Markup, html};

/// The claims of a listing as a list; nothing where there are none.
pub(crate) fn list(language: Language, claims: &[Judged]) -> Markup {
    if claims.is_empty() {
        return html! {};
    }
    html! {
        p.report__title { (language.words().claims) }
        (items(language, claims))
    }
}

/// The claims alone.
pub(crate) fn items(language: Language, claims: &[Judged]) -> Markup {
    html! { ul.claims { @for judged in claims { (item(language, judged)) } } }
}

fn item(language: Language, judged: &Judged) -> Markup {
    let (class, word) = verdict(language, judged.finding);
    html! {
        li {
            span class=(format!("verdict verdict--{class}")) { (word) } " "
            (sentence(language, &judged.claim))
            @if let Some(ratio) = judged.ratio {
                " · " (language.words().measured_in) " " (factor(ratio.value))
                @if ratio.low < ratio.high {
                    " (" (factor(ratio.low)) " – " (factor(ratio.high)) ")"
                }
            }
        }
    }
}

fn verdict(language: Language, finding: Finding) -> (&'static str, &'static str) {
    let words = language.words();
    match finding {
        Finding::Holds => ("holds", words.holds),
        Finding::Inconclusive => ("open", words.inconclusive),
        Finding::Fails => ("fails", words.fails),
        Finding::Unrecorded => ("open", words.not_recorded),
    }
}

/// `Time: grown ≥ 1.3 × reserved`, the same shape in both languages.
fn sentence(language: Language, claim: &Claim) -> Markup {
    let words = language.words();
    let metric = match claim.metric {
        Metric::Time => words.time,
        Metric::Instructions => words.instructions,
        Metric::HeapBlocks => words.blocks,
        Metric::HeapBytes => words.bytes,
    };
    let sign = match claim.relation {
        Relation::AtLeast => "≥",
        Relation::AtMost | Relation::Within => "≤",
    };
    let times = claim.factor().to_string();
    html! {
        (metric) ": "
        @if claim.relation == Relation::Within {
            "1/" (times) " × " code { (claim.right()) } " ≤ "
        }
        code { (claim.left()) } " " (sign) " " (times) " × " code { (claim.right()) }
    }
}
