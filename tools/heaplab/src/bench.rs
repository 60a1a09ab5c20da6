//! What a benchmark does after Criterion in a test run: it checks what the listing claims.

use catalog::{BenchStanding, Listing};
use std::path::Path;
use std::process::ExitCode;

/// Set by whoever checks the claims itself, or wants to run nothing but the benchmark.
pub const SKIP_CLAIMS_VARIABLE: &str = "HEAPLAB_SKIP_CLAIMS";

/// Checks the claims of the listing in `manifest_dir` against its recorded data, prints each with what was
/// found, and fails when one came out against what its author expects. Nothing is timed for it.
///
/// While Criterion measures (`--bench`) or lists (`--list`), nothing is checked.
pub fn check_claims(manifest_dir: &str) -> ExitCode {
    let measures = |argument: String| argument == "--bench" || argument == "--list";
    if std::env::args().any(measures) || std::env::var_os(SKIP_CLAIMS_VARIABLE).is_some() {
        return ExitCode::SUCCESS;
    }
    let (root, listing) = match Listing::of_folder(Path::new(manifest_dir)) {
        Ok(found) => found,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::FAILURE;
        }
    };
    let standing = BenchStanding::of(&root, &listing);
    for judged in &standing.claims {
        println!("claim: {judged}");
    }
    for problem in standing.all_problems() {
        eprintln!("{problem}");
    }
    if standing.all_problems().next().is_none() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
