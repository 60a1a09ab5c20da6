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

use crate::{BenchReport, Diagnostic, HeapReport, Listing, Ratio, nearest};
use serde::Deserialize;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
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
        write!(
            f,
            ", claimed is {} {}: {}",
            claim.relation,
            claim.factor(),
            self.finding
        )
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

    fn find(&self, ratio: Ratio) -> Finding {
        let factor = self.factor();
        let (holds, fails) = match self.relation {
            Relation::AtLeast => (ratio.low >= factor, ratio.high < factor),
            Relation::AtMost => (ratio.high <= factor, ratio.low > factor),
            Relation::Within => (
                ratio.low >= 1.0 / factor && ratio.high <= factor,
                ratio.high < 1.0 / factor || ratio.low > factor,
            ),
        };
        match (holds, fails) {
            (true, _) => Finding::Holds,
            (_, true) => Finding::Fails,
            _ => Finding::Inconclusive,
        }
    }
}

/// The claims of one listing, as written.
#[derive(Debug)]
pub(crate) struct ClaimsFile {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    pub(crate) claims: Vec<Claim>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    claim: Vec<Claim>,
}

impl ClaimsFile {
    /// Reads `benches/claims.toml`; a listing without it claims nothing.
    pub(crate) fn read(root: &Path, listing: &Listing) -> Result<Self, Diagnostic> {
        let path = listing.path("benches/claims.toml");
        let text = match std::fs::read_to_string(root.join(&path)) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => {
                let problem = Diagnostic::file(&path, format!("cannot read this file: {error}"));
                return Err(problem.help("make it readable, as UTF-8"));
            }
        };
        let file: File = toml::from_str(&text).map_err(|error| {
            let message = error.message().lines().next().unwrap_or_default();
            Diagnostic::at(&path, &text, error.span().unwrap_or(0..0), message)
                .help("the keys of a claim are listed in CONTRIBUTING.md")
        })?;
        let claims = file.claim;
        for claim in &claims {
            if !(claim.factor() > 0.0 && claim.factor().is_finite()) {
                let message = "the factor is not a positive number";
                return Err(Diagnostic::at(&path, &text, claim.factor.span(), message)
                    .help("write how many times the right side the left side is, as in 1.3"));
            }
        }
        Ok(Self { path, text, claims })
    }

    /// Judges every claim by recorded data; what it names and nobody recorded is a problem.
    pub(crate) fn judge(
        &self,
        listing: &Listing,
        bench: Option<&BenchReport>,
        heap: Option<&HeapReport>,
    ) -> (Vec<Judged>, Vec<Diagnostic>) {
        let (mut judged, mut problems) = (Vec::new(), Vec::new());
        for claim in &self.claims {
            match self.judge_one(claim, listing, bench, heap) {
                Ok(one) => judged.push(one),
                Err(problem) => problems.push(problem),
            }
        }
        (judged, problems)
    }

    fn judge_one(
        &self,
        claim: &Claim,
        listing: &Listing,
        bench: Option<&BenchReport>,
        heap: Option<&HeapReport>,
    ) -> Result<Judged, Diagnostic> {
        let ratio = match claim.metric {
            Metric::Time | Metric::Instructions => self.bench_ratio(claim, listing, bench)?,
            Metric::HeapBlocks | Metric::HeapBytes => self.heap_ratio(claim, heap)?,
        };
        let finding = ratio.map_or(Finding::Unrecorded, |ratio| claim.find(ratio));
        // Times of a busy machine decide nothing.
        let busy = bench.is_some_and(|bench| bench.measured.was_busy());
        let finding = match finding {
            Finding::Holds | Finding::Fails if busy && claim.metric == Metric::Time => {
                Finding::Inconclusive
            }
            other => other,
        };
        let claim = claim.clone();
        Ok(Judged {
            claim,
            ratio,
            finding,
            surprise: None,
        })
    }

    fn bench_ratio(
        &self,
        claim: &Claim,
        listing: &Listing,
        bench: Option<&BenchReport>,
    ) -> Result<Option<Ratio>, Diagnostic> {
        let Some(bench) = bench else {
            return Ok(None);
        };
        let row = |side: &Spanned<String>| {
            bench.row(side.get_ref()).ok_or_else(|| {
                let known: Vec<&str> = bench.rows.iter().map(|row| row.row.as_str()).collect();
                self.unknown(side, "row", &known)
            })
        };
        let is_new = |bench_name: &String| !bench.code.contains_key(bench_name);
        let rows = (row(&claim.left), row(&claim.right));
        let (left, right) = match rows {
            (Ok(left), Ok(right)) => (left, right),
            // The row may belong to a benchmark that nobody has recorded yet.
            _ if listing.benches.iter().any(is_new) => return Ok(None),
            (left, right) => (left?, right?),
        };
        if claim.metric == Metric::Time {
            return Ok(Some(Ratio::of_times(left, right, true)));
        }
        let counts = left.instructions.zip(right.instructions);
        Ok(counts.map(|(left, right)| Ratio::of_counts(left, right)))
    }

    fn heap_ratio(
        &self,
        claim: &Claim,
        heap: Option<&HeapReport>,
    ) -> Result<Option<Ratio>, Diagnostic> {
        let Some(heap) = heap else {
            return Ok(None);
        };
        let total = |side: &Spanned<String>| {
            let case = heap.case(side.get_ref()).ok_or_else(|| {
                let cases = heap.exact.cases.iter();
                let known: Vec<&str> = cases.map(|case| case.case.as_str()).collect();
                self.unknown(side, "case of the heap report", &known)
            })?;
            Ok(match claim.metric {
                Metric::HeapBytes => case.totals.bytes,
                _ => case.totals.blocks,
            })
        };
        let (left, right) = (total(&claim.left)?, total(&claim.right)?);
        if right == 0 {
            let message = format!("'{}' is zero, and nothing has a ratio to it", claim.right());
            return Err(
                Diagnostic::at(&self.path, &self.text, claim.right.span(), message)
                    .help("compare with another case"),
            );
        }
        Ok(Some(Ratio::of_counts(left, right)))
    }

    fn unknown(&self, side: &Spanned<String>, what: &str, known: &[&str]) -> Diagnostic {
        let name = side.get_ref();
        let message = format!("there is no {what} '{name}'");
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean '{near}'?"),
            None => format!("there are: {}", known.join(", ")),
        };
        Diagnostic::at(&self.path, &self.text, side.span(), message).help(help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
                claim(relation, factor).find(ratio),
                finding,
                "{relation} {ratio:?}"
            );
        }
    }
}
