//! `benches/claims.toml`: what a listing's benchmarks are said to show, and whether they do.
//!
//! ```toml
//! [[claim]]
//! left = "grown"          # a row of the benchmarks, or a case of the heap report
//! right = "reserved"
//! metric = "time"         # time, instructions, heap.blocks or heap.bytes
//! relation = "at-least"   # at-least, at-most, or within: neither more nor less than factor times
//! factor = 1.3
//! expect = "fails"        # left out: holds. A widespread belief may be claimed and seen to fail
//! ```

mod file;
mod judge;
mod verdict;

#[cfg(test)]
mod tests;

pub(crate) use file::ClaimsFile;
pub use verdict::{Finding, Judged};

use serde::Deserialize;
use std::fmt;
use std::ops::Range;
use toml::Spanned;

/// One claim.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Claim {
    left: Spanned<String>,
    right: Spanned<String>,
    /// What is compared.
    pub metric: Metric,
    /// How the ratio of left to right relates to `factor`.
    pub relation: Relation,
    factor: Spanned<f64>,
    /// What the author expects to find.
    #[serde(default)]
    pub expect: Expected,
}

/// What a claim compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Metric {
    /// Time per iteration, by Criterion.
    #[serde(rename = "time")]
    Time,
    /// Instructions of one call, by callgrind.
    #[serde(rename = "instructions")]
    Instructions,
    /// Blocks requested in two cases of the heap report.
    #[serde(rename = "heap.blocks")]
    HeapBlocks,
    /// Bytes requested in two cases of the heap report.
    #[serde(rename = "heap.bytes")]
    HeapBytes,
}

/// How a ratio relates to the claimed factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The ratio is the factor or more.
    AtLeast,
    /// The ratio is the factor or less.
    AtMost,
    /// The ratio and its inverse are the factor or less.
    Within,
}

/// What the author of a claim expects.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expected {
    /// It holds.
    #[default]
    Holds,
    /// It fails, and the page says so.
    Fails,
}

impl Claim {
    /// The row or case that is measured.
    pub fn left(&self) -> &str {
        self.left.get_ref()
    }

    /// The row or case that it is measured against.
    pub fn right(&self) -> &str {
        self.right.get_ref()
    }

    /// The claimed factor.
    pub fn factor(&self) -> f64 {
        *self.factor.get_ref()
    }

    /// Where the claim begins in its file.
    pub(crate) fn place(&self) -> Range<usize> {
        self.left.span()
    }
}

impl fmt::Display for Metric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Time => "time",
            Self::Instructions => "instructions",
            Self::HeapBlocks => "blocks",
            Self::HeapBytes => "bytes",
        })
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AtLeast => "at least",
            Self::AtMost => "at most",
            Self::Within => "within a factor of",
        })
    }
}
