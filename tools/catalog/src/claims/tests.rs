//! When a claim holds, fails or stays open.

use super::*;
use crate::Ratio;

fn claim(relation: &str, factor: f64) -> Claim {
    let text = format!(
        "left = \"a\"\nright = \"b\"\nmetric = \"time\"\nrelation = \"{relation}\"\nfactor = {factor}\n"
    );
    toml::from_str(&text).expect("a claim")
}

#[test]
fn a_claim_holds_or_fails_only_when_every_run_says_so() {
    let ratio = |low, high| Ratio {
        value: low,
        low,
        high,
    };
    let cases = [
        ("at-least", 1.3, ratio(1.4, 1.9), Finding::Holds),
        ("at-least", 1.3, ratio(1.2, 1.9), Finding::Inconclusive),
        ("at-least", 1.3, ratio(0.9, 1.2), Finding::Fails),
        ("at-most", 2.0, ratio(0.5, 1.9), Finding::Holds),
        ("at-most", 2.0, ratio(2.1, 3.0), Finding::Fails),
        ("within", 1.25, ratio(0.81, 1.2), Finding::Holds),
        ("within", 1.25, ratio(0.7, 1.2), Finding::Inconclusive),
        ("within", 1.25, ratio(0.5, 0.7), Finding::Fails),
    ];
    for (relation, factor, ratio, finding) in cases {
        assert_eq!(
            Finding::of(&claim(relation, factor), ratio),
            finding,
            "{relation} {ratio:?}"
        );
    }
}

#[test]
fn a_judgement_says_what_was_measured_and_what_is_claimed() {
    let judged = |relation, factor| Judged {
        claim: claim(relation, factor),
        ratio: Some(Ratio {
            value: 1.0,
            low: 1.0,
            high: 1.0,
        }),
        finding: Finding::Holds,
        surprise: None,
    };
    for (relation, factor, claimed) in [
        ("at-least", 1.0, "at least 1"),
        ("at-most", 1.25, "at most 1.25"),
        ("within", 1.1, "within a factor of 1.1"),
        ("within", 1.0, "exactly 1"),
    ] {
        let expected = format!("time of 'a' over 'b' is 1.00, claimed is {claimed}: holds");
        assert_eq!(judged(relation, factor).to_string(), expected);
    }
}
