//! What a quiz's file may say, before anybody has asked whether it makes sense.

use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawQuiz {
    pub(super) question: Vec<RawQuestion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawQuestion {
    pub(super) id: Spanned<String>,
    pub(super) kind: Spanned<RawKind>,
    pub(super) ask: RawBoth<Spanned<String>>,
    pub(super) why: Option<RawBoth<Spanned<String>>>,
    pub(super) options: Option<RawBoth<Vec<Spanned<String>>>>,
    pub(super) answer: Option<Spanned<RawAnswer>>,
    pub(super) within: Option<u64>,
    pub(super) claims: Option<Spanned<Vec<Spanned<String>>>>,
    pub(super) listing: Option<Spanned<String>>,
    pub(super) frees: Option<Spanned<u32>>,
    pub(super) lines: Option<Vec<Spanned<String>>>,
    pub(super) failing: Option<Spanned<String>>,
    pub(super) code: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBoth<T> {
    pub(super) ko: Option<T>,
    pub(super) en: Option<T>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawKind {
    One,
    Many,
    Number,
    Line,
    Compiles,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum RawAnswer {
    Position(usize),
    Positions(Vec<usize>),
    Reference(String),
}

/// What a question of any kind may give.
pub(super) struct Given {
    pub(super) options: Option<RawBoth<Vec<Spanned<String>>>>,
    pub(super) answer: Option<Spanned<RawAnswer>>,
    pub(super) within: u64,
    pub(super) claims: Option<Spanned<Vec<Spanned<String>>>>,
    pub(super) listing: Option<Spanned<String>>,
    pub(super) frees: Option<Spanned<u32>>,
    pub(super) lines: Vec<Spanned<String>>,
    pub(super) failing: Option<Spanned<String>>,
    pub(super) code: Option<Spanned<String>>,
}
