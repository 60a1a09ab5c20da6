//! A claim with its verdict, and the words for both.

use super::{Claim, Relation};
use crate::{Diagnostic, Ratio};
use std::fmt;

/// What the recorded data say about a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// Every run agrees with it.
    Holds,
    /// The runs disagree, or the machine was busy.
    Inconclusive,
    /// Every run contradicts it.
    Fails,
    /// Nothing is recorded yet.
    Unrecorded,
}

/// A claim with what the recorded data say about it.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The claim.
    pub claim: Claim,
    /// The measured ratio; none where nothing is recorded.
    pub ratio: Option<Ratio>,
    /// Whether it holds.
    pub finding: Finding,
    /// Set when that is against what its author expects.
    pub surprise: Option<Diagnostic>,
}

impl fmt::Display for Judged {
    /// `time of 'grown' over 'reserved' is 1.68 (1.60 to 1.75), claimed is at least 1.3: holds`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let claim = &self.claim;
        write!(
            f,
            "{} of '{}' over '{}' is ",
            claim.metric,
            claim.left(),
            claim.right()
        )?;
        match self.ratio {
            None => write!(f, "unknown")?,
            Some(ratio) if ratio.low < ratio.high => {
                write!(
                    f,
                    "{:.2} ({:.2} to {:.2})",
                    ratio.value, ratio.low, ratio.high
                )?;
            }
            Some(ratio) => write!(f, "{:.2}", ratio.value)?,
        }
        match (claim.relation, claim.factor()) {
            (Relation::Within, 1.0) => write!(f, ", claimed is exactly 1")?,
            (relation, factor) => write!(f, ", claimed is {relation} {factor}")?,
        }
        write!(f, ": {}", self.finding)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Holds => "holds",
            Self::Inconclusive => "inconclusive",
            Self::Fails => "fails",
            Self::Unrecorded => "not recorded",
        })
    }
}

impl Finding {
    /// What a ratio says about a claim.
    pub(super) fn of(claim: &Claim, ratio: Ratio) -> Self {
        let factor = claim.factor();
        let (holds, fails) = match claim.relation {
            Relation::AtLeast => (ratio.low >= factor, ratio.high < factor),
            Relation::AtMost => (ratio.high <= factor, ratio.low > factor),
            Relation::Within => (
                ratio.low >= 1.0 / factor && ratio.high <= factor,
                ratio.high < 1.0 / factor || ratio.low > factor,
            ),
        };
        match (holds, fails) {
            (true, _) => Self::Holds,
            (_, true) => Self::Fails,
            _ => Self::Inconclusive,
        }
    }
}
