//! Asks a listing's heap test for a fresh report, or for dhat's own file.

use crate::{Limits, machine, run_limited};
use anyhow::{Context, Result, bail};
use catalog::{HeapReport, LayoutMeasured, LayoutReport, Listing, Measured};
use std::path::Path;
use std::process::Command;

/// The environment variables that the heap test answers to (see the crate `heaplab`).
const REPORT: &str = "HEAPLAB_REPORT";
const LAYOUT: &str = "HEAPLAB_LAYOUT";
const MODE: &str = "HEAPLAB_MODE";
const CASE: &str = "HEAPLAB_CASE";
const OUT: &str = "HEAPLAB_OUT";

/// Runs every case of a listing under dhat and the tracer.
///
/// # Errors
/// When a case panics, runs too long, or the two recorders disagree.
pub fn fresh_report(root: &Path, listing: &Listing, heap_test: &Path) -> Result<HeapReport> {
    let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
    let file = folder.path().join("heap.json");
    run(Command::new(heap_test).env(REPORT, &file), listing)?;
    let text = std::fs::read_to_string(&file)
        .with_context(|| format!("'{}' wrote no report", listing.name))?;
    let mut report: HeapReport =
        serde_json::from_str(&text).context("the heap test wrote an unexpected report")?;
    report.measured = machine::provenance(root);
    Ok(report)
}

/// The layouts of the types that a listing's heap test names; `None` when it names none.
///
/// # Errors
/// When the heap test fails or writes something unexpected.
pub(crate) fn fresh_layouts(
    root: &Path,
    listing: &Listing,
    heap_test: &Path,
) -> Result<Option<LayoutReport>> {
    let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
    let file = folder.path().join("layout.json");
    run(Command::new(heap_test).env(LAYOUT, &file), listing)?;
    let Ok(text) = std::fs::read_to_string(&file) else {
        return Ok(None);
    };
    let mut report: LayoutReport =
        serde_json::from_str(&text).context("the heap test wrote unexpected layouts")?;
    let Measured {
        rustc,
        target,
        date,
        ..
    } = machine::provenance(root);
    report.measured = LayoutMeasured {
        rustc,
        target,
        date,
    };
    Ok(Some(report))
}

/// Runs one case under dhat and returns dhat's JSON, for its own viewers.
///
/// # Errors
/// When the case panics or runs too long.
pub fn dhat_json(listing: &Listing, case: &str, heap_test: &Path) -> Result<Vec<u8>> {
    let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
    let file = folder.path().join("dhat-heap.json");
    run(
        Command::new(heap_test)
            .env(MODE, "dhat")
            .env(CASE, case)
            .env(OUT, &file),
        listing,
    )?;
    std::fs::read(&file).with_context(|| format!("'{}' wrote no profile", listing.name))
}

/// The names of a heap test's cases.
pub(crate) fn cases(listing: &Listing, heap_test: &Path) -> Result<Vec<String>> {
    let output = run(Command::new(heap_test).arg("--list"), listing)?;
    Ok(output
        .lines()
        .filter_map(|line| line.strip_suffix(": test"))
        .map(str::to_owned)
        .collect())
}

/// Verifies one case against the recorded report; the error is what differs. A difference that is none
/// of the listing's doing comes back as a note.
pub(crate) fn verify(
    listing: &Listing,
    case: &str,
    heap_test: &Path,
) -> Result<Option<String>, String> {
    let mut command = Command::new(heap_test);
    command.args(["--exact", case, "--nocapture"]);
    let outcome =
        run_limited(&mut command, limits(listing)).map_err(|error| format!("{error:#}"))?;
    let printed = String::from_utf8_lossy(&outcome.stdout).into_owned();
    let note = elsewhere(&String::from_utf8_lossy(&outcome.stderr));
    match outcome.text() {
        Ok(_) => Ok(note),
        Err(what) => Err(failure(&printed).unwrap_or(what)),
    }
}

/// Why the heap test let a difference pass, and the difference (see `Harness::verify` in `heaplab`).
fn elsewhere(complaints: &str) -> Option<String> {
    let (_, noted) = complaints.split_once("note: ")?;
    let (difference, reason) = noted.split_once("\nnote: not a failure here: ")?;
    Some(format!("{}; {difference}", reason.trim()))
}

/// The message that libtest prints between the failing test's header and the list of failures.
fn failure(printed: &str) -> Option<String> {
    let (_, rest) = printed.split_once("----\n")?;
    let message = rest
        .split_once("\n\nfailures:")
        .map_or(rest, |(message, _)| message);
    Some(message.trim().to_owned())
}

fn run(command: &mut Command, listing: &Listing) -> Result<String> {
    match run_limited(command, limits(listing))?.text() {
        Ok(text) => Ok(text),
        Err(what) => bail!("the heap test of '{}' {what}", listing.name),
    }
}

/// Each case runs twice in children that have the listing's own limit.
fn limits(listing: &Listing) -> Limits {
    Limits::seconds(listing.settings.timeout * 20)
}
