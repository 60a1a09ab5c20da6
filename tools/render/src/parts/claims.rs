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

/// `Time: grown ≥ 1.3 × reserved`, the same shape in both languages. What is claimed within a factor stands
/// between a fraction and a multiple: `b / 1.1 ≤ a ≤ 1.1 × b`. A factor of 1 is not written.
fn sentence(language: Language, claim: &Claim) -> Markup {
    let words = language.words();
    let metric = match claim.metric {
        Metric::Time => words.time,
        Metric::Instructions => words.instructions,
        Metric::HeapBlocks => words.blocks,
        Metric::HeapBytes => words.bytes,
    };
    let (left, right) = (claim.left(), claim.right());
    html! { (metric) ": " (relation(left, claim.relation, claim.factor(), right)) }
}

fn relation(left: &str, relation: Relation, factor: f64, right: &str) -> Markup {
    let left = html! { code { (left) } };
    let right = html! { code { (right) } };
    let multiple = html! { @if factor != 1.0 { (factor) " × " } (right) };
    match relation {
        Relation::AtLeast => html! { (left) " ≥ " (multiple) },
        Relation::AtMost => html! { (left) " ≤ " (multiple) },
        Relation::Within if factor == 1.0 => html! { (left) " = " (right) },
        Relation::Within => html! { (right) " / " (factor) " ≤ " (left) " ≤ " (multiple) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_factor_is_written_where_it_says_something() {
        let cases = [
            (Relation::AtLeast, 1.3, "a ≥ 1.3 × b"),
            (Relation::AtLeast, 1.0, "a ≥ b"),
            (Relation::AtMost, 0.5, "a ≤ 0.5 × b"),
            (Relation::AtMost, 1.0, "a ≤ b"),
            (Relation::Within, 1.1, "b / 1.1 ≤ a ≤ 1.1 × b"),
            (Relation::Within, 2.0, "b / 2 ≤ a ≤ 2 × b"),
            (Relation::Within, 1.0, "a = b"),
        ];
        for (claimed, factor, expected) in cases {
            let html = relation("a", claimed, factor, "b").into_string();
            let shown = html.replace("<code>", "").replace("</code>", "");
            assert_eq!(shown, expected);
        }
    }
}
