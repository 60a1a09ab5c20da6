//! Everything about a listing's benchmarks that can be known without running them.

use crate::claims::{ClaimsFile, Expected, Finding, Judged, Metric};
use crate::{BenchReport, Diagnostic, HeapMode, Listing, bench};
use std::path::Path;

/// What is known of a listing's benchmarks.
#[derive(Debug, Default)]
pub struct BenchStanding {
    /// The recorded times; none before the first `cargo book bench`.
    pub report: Option<BenchReport>,
    /// The claims with what the recorded data say.
    pub claims: Vec<Judged>,
    /// What is wrong, surprising claims apart.
    pub problems: Vec<Diagnostic>,
}

impl BenchStanding {
    /// Reads what is recorded of a listing's benchmarks and judges its claims.
    pub fn of(root: &Path, listing: &Listing) -> Self {
        let mut standing = Self::default();
        if let Err(problem) = standing.read(root, listing) {
            standing.problems.push(problem);
        }
        standing
    }

    /// All that is wrong, claims that came out against their authors' expectation included.
    pub fn all_problems(&self) -> impl Iterator<Item = &Diagnostic> {
        let surprises = self.claims.iter().filter_map(|one| one.surprise.as_ref());
        self.problems.iter().chain(surprises)
    }

    fn read(&mut self, root: &Path, listing: &Listing) -> Result<(), Diagnostic> {
        self.problems.extend(not_targets(root, listing));
        self.report = bench::read_bench(root, listing)?;
        if let Some(report) = &self.report {
            self.problems.extend(stale(root, listing, report));
        }
        let file = ClaimsFile::read(root, listing)?;
        let heap = match listing.settings.heap {
            HeapMode::Run => crate::read_heap(root, listing).ok(),
            HeapMode::None => None,
        };
        let (mut judged, problems) = file.judge(listing, self.report.as_ref(), heap.as_ref());
        self.problems.extend(problems);
        for one in &mut judged {
            one.surprise = surprise(listing, &file, one);
        }
        self.claims = judged;
        Ok(())
    }
}

/// Files under `benches/` that Cargo would not build as Criterion benchmarks, and targets without a file.
fn not_targets(root: &Path, listing: &Listing) -> Vec<Diagnostic> {
    let manifest = listing.path("Cargo.toml");
    let files = listing.bench_files(root);
    let lonely = files.iter().filter(|name| !listing.benches.contains(name));
    let mut problems: Vec<Diagnostic> = lonely
        .map(|name| {
            let file = listing.path(format!("benches/{name}.rs"));
            Diagnostic::file(
                file,
                "Cargo.toml has no [[bench]] of this name without harness",
            )
            .help(format!(
                "add [[bench]], name = \"{name}\", harness = false to it"
            ))
        })
        .collect();
    let missing = listing.benches.iter().filter(|name| !files.contains(name));
    problems.extend(missing.map(|name| {
        let message = format!("there is no benches/{name}.rs");
        Diagnostic::file(&manifest, message).help("write it, or take the [[bench]] out")
    }));
    problems
}

/// Recorded times of other code than the listing has now. A benchmark that is not recorded yet is no problem.
fn stale(root: &Path, listing: &Listing, report: &BenchReport) -> Vec<Diagnostic> {
    let changed = report.code.iter().filter(|(bench, recorded)| {
        let now = bench::code_hash(root, listing, bench);
        now.is_err() || now.is_ok_and(|now| now != **recorded)
    });
    let problems = changed.map(|(bench, _)| {
        let message = format!("the code of '{bench}' has changed since its times were recorded");
        Diagnostic::file(listing.bench_path(), message)
            .help(format!("run 'cargo book bench {}'", listing.name))
    });
    problems.collect()
}

/// A claim that came out against what its author expects. An inconclusive one is shown, not reported.
fn surprise(listing: &Listing, file: &ClaimsFile, judged: &Judged) -> Option<Diagnostic> {
    let claim = &judged.claim;
    let message = match (claim.expect, judged.finding) {
        (Expected::Holds, Finding::Fails) => "this claim no longer holds",
        (Expected::Fails, Finding::Holds) => "this claim is expected to fail, and holds",
        _ => return None,
    };
    let message = format!("{message}: {judged}");
    let again = match claim.metric {
        Metric::Time | Metric::Instructions => format!("cargo book bench {}", listing.name),
        Metric::HeapBlocks | Metric::HeapBytes => format!("cargo book record {}", listing.name),
    };
    let problem = Diagnostic::at(&file.path, &file.text, claim.place(), message);
    Some(problem.help(format!(
        "claim what was measured, or measure again: {again}"
    )))
}
