//! Judges claims by the recorded times and heap reports.

use super::{Claim, ClaimsFile, Finding, Judged, Metric};
use crate::{BenchReport, Diagnostic, HeapReport, Listing, Ratio, nearest};
use toml::Spanned;

impl ClaimsFile {
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
        let finding = ratio.map_or(Finding::Unrecorded, |ratio| Finding::of(claim, ratio));
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
