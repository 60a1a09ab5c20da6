//! `cargo book bench`: runs the listings' benchmarks several times and records what they took.

mod recount;

pub use recount::{Recount, recount};

use crate::cargo::{Goal, build_for};
use crate::{Binaries, Progress, Recording, busy, callgrind, criterion, machine};
use anyhow::{Context, Result, ensure};
use catalog::{
    BENCH_SCHEMA, BUSY_PERCENT, BenchMachine, BenchReport, BenchRow, Catalog, Listing, RunTime,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Keeps a benchmark from checking claims (see `heaplab::check_claims`).
pub(crate) const SKIP_CLAIMS: &str = "HEAPLAB_SKIP_CLAIMS";

/// Each benchmark is run this often as a whole: the spread between runs is what one run cannot tell.
const RUNS: usize = 5;

/// Runs the benchmarks of the given listings and records each listing as soon as it is done.
///
/// A busy machine is refused, unless `even_if_busy`: then the record says so, and decides nothing about time.
///
/// # Errors
/// When the benchmarks cannot be built at all.
pub fn record_bench(
    catalog: &Catalog,
    listings: &[&Listing],
    even_if_busy: bool,
    progress: &dyn Progress,
) -> Result<Vec<Recording>> {
    let binaries = built(catalog, listings, progress)?;
    progress.begin("measuring", Some(listings.len() * RUNS));
    let recordings = listings.iter().map(|listing| {
        let result = record_listing(catalog, listing, &binaries, even_if_busy, progress);
        let path = listing.bench_path();
        match result {
            Ok(()) => Recording::Written(path),
            Err(error) => Recording::Failed(listing.name.clone(), format!("{error:#}")),
        }
    });
    let recordings = recordings.collect();
    progress.end();
    Ok(recordings)
}

fn built(catalog: &Catalog, listings: &[&Listing], progress: &dyn Progress) -> Result<Binaries> {
    build_for(&catalog.root, listings, Goal::Bench, progress)
}

fn record_listing(
    catalog: &Catalog,
    listing: &Listing,
    binaries: &Binaries,
    even_if_busy: bool,
    progress: &dyn Progress,
) -> Result<()> {
    let benches = benches(listing, binaries)?;
    let before = quiet(busy::percent(), even_if_busy)?;
    let mut rows = empty_rows(&benches)?;
    let watch = busy::Watch::start();
    for run in 1..=RUNS {
        progress.step(&format!("{} (run {run} of {RUNS})", listing.name));
        for (bench, binary) in &benches {
            add_run(binary, bench, &mut rows)?;
        }
    }
    let meanwhile = quiet(watch.percent(), even_if_busy)?;
    if callgrind::is_here() {
        count_all(&benches, &mut rows)?;
    }
    let report = BenchReport {
        schema: BENCH_SCHEMA,
        listing: listing.name.clone(),
        code: hashes(&catalog.root, listing)?,
        rows,
        measured: this_machine(&catalog.root, before.max(meanwhile)),
    };
    catalog::write_bench(&catalog.root, listing, &report)
}

fn hashes(root: &Path, listing: &Listing) -> Result<BTreeMap<String, String>> {
    let hash = |bench: &String| Ok((bench.clone(), catalog::code_hash(root, listing, bench)?));
    listing.benches.iter().map(hash).collect()
}

/// The benchmarks of a listing with their binaries, or why it has none.
fn benches<'a>(listing: &'a Listing, binaries: &'a Binaries) -> Result<Vec<(&'a str, &'a Path)>> {
    if let Some(errors) = binaries.failed.get(&listing.name) {
        anyhow::bail!("does not compile\n{errors}");
    }
    ensure!(
        !listing.benches.is_empty(),
        "it has no benchmark; make one with: cargo book new bench {} <name>",
        listing.name
    );
    let of_listing = binaries.bench.get(&listing.name);
    let binary = |name: &'a String| {
        let found = of_listing.and_then(|benches| benches.get(name));
        let found = found.with_context(|| format!("Cargo built no benchmark '{name}'"))?;
        Ok((name.as_str(), found.as_path()))
    };
    listing.benches.iter().map(binary).collect()
}

/// Refuses to go on beside other work.
fn quiet(percent: f64, even_if_busy: bool) -> Result<f64> {
    ensure!(
        even_if_busy || percent <= BUSY_PERCENT,
        "the machine is busy: {percent} % of its time went to other work, and at most {BUSY_PERCENT} % may; \
         stop that work and try again, or record with --even-if-busy, which the pages then say"
    );
    Ok(percent)
}

/// The rows of all benchmarks, nothing measured yet.
fn empty_rows(benches: &[(&str, &Path)]) -> Result<Vec<BenchRow>> {
    let mut rows = Vec::new();
    for (bench, binary) in benches {
        let names = criterion::rows(binary, bench)?;
        rows.extend(names.into_iter().map(|row| empty_row(bench, row)));
    }
    unique(&rows)?;
    Ok(rows)
}

fn empty_row(bench: &str, row: String) -> BenchRow {
    BenchRow {
        bench: bench.to_owned(),
        row,
        runs: Vec::new(),
        instructions: None,
    }
}

/// Pages and claims name a row without its file.
fn unique(rows: &[BenchRow]) -> Result<()> {
    let mut seen = BTreeSet::new();
    let twice = rows.iter().find(|row| !seen.insert(&row.row));
    match twice {
        Some(row) => anyhow::bail!("two rows are named '{}'; rename one of them", row.row),
        None => Ok(()),
    }
}

fn add_run(binary: &Path, bench: &str, rows: &mut [BenchRow]) -> Result<()> {
    let mut of_bench: Vec<&mut BenchRow> =
        rows.iter_mut().filter(|row| row.bench == bench).collect();
    let names: Vec<String> = of_bench.iter().map(|row| row.row.clone()).collect();
    let times: Vec<RunTime> = criterion::measure(binary, bench, &names)?;
    for (row, time) in of_bench.iter_mut().zip(times) {
        row.runs.push(time);
    }
    Ok(())
}

fn count_all(benches: &[(&str, &Path)], rows: &mut [BenchRow]) -> Result<()> {
    for (bench, binary) in benches {
        for row in rows.iter_mut().filter(|row| row.bench == *bench) {
            row.instructions = Some(callgrind::count(binary, bench, &row.row)?);
        }
    }
    Ok(())
}

fn this_machine(root: &Path, busy_percent: f64) -> BenchMachine {
    let of_heap = machine::provenance(root);
    BenchMachine {
        criterion: machine::locked_version(root, "criterion").unwrap_or_default(),
        rustc: of_heap.rustc,
        target: of_heap.target,
        date: of_heap.date,
        cpu: machine::cpu(),
        cores: std::thread::available_parallelism().map_or(1, |cores| cores.get() as u32),
        busy_percent,
    }
}

/// Runs every benchmark of a listing once, in the dev profile; the error is what failed.
pub(crate) fn run_once(bench: &str, binary: Option<&PathBuf>) -> Result<(), String> {
    let missing =
        || format!("Cargo built no benchmark '{bench}'; is it a [[bench]] in Cargo.toml?");
    let binary = binary.ok_or_else(missing)?;
    criterion::run_once(binary, bench)
        .map(|_| ())
        .map_err(|error| format!("{error:#}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_rows_of_one_name_are_refused() {
        let rows = [empty_row("a", "same".into()), empty_row("b", "same".into())];
        let error = unique(&rows).expect_err("twice").to_string();
        assert!(error.contains("two rows are named 'same'"), "{error}");
    }
}
