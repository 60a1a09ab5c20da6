//! `cargo book bench`: runs the listings' benchmarks several times and records what they took.

use crate::cargo::{Goal, build_for};
use crate::{Binaries, Progress, Recording, busy, callgrind, criterion, machine};
use anyhow::{Context, Result, ensure};
use catalog::{
    BENCH_SCHEMA, BUSY_PERCENT, BenchMachine, BenchReport, BenchRow, Catalog, Listing, Ratio,
    RunTime,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Keeps a benchmark from checking claims (see `heaplab::check_claims`).
pub(crate) const SKIP_CLAIMS: &str = "HEAPLAB_SKIP_CLAIMS";

/// Each benchmark is run this often as a whole: the spread between runs is what one run cannot tell.
const RUNS: usize = 5;

/// Counted instructions may move by this share between machines, since libc picks its copying routines by
/// the processor.
const COUNT_TOLERANCE: f64 = 0.10;

/// So many instructions a row may move whatever its ratio: a single `malloc` or `free` takes a shorter or a longer
/// way through glibc, depending on what the process had requested and freed before.
const COUNT_SLACK: u64 = 500;

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
    let mut rows = Vec::new();
    for (bench, binary) in &benches {
        let names = criterion::rows(binary, bench)?;
        rows.extend(names.into_iter().map(|row| empty_row(bench, row)));
    }
    unique(&rows)?;
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

/// Counts the instructions of recorded rows again and says where a ratio to the first row of its benchmark
/// is no longer what is recorded. Nothing is timed, so this may run on any machine that has Valgrind.
///
/// # Errors
/// When Valgrind is missing, or the benchmarks cannot be built or counted.
pub fn recount(
    catalog: &Catalog,
    listings: &[&Listing],
    progress: &dyn Progress,
) -> Result<Vec<Recount>> {
    ensure!(
        callgrind::is_here(),
        "valgrind is not on the PATH (Debian and Ubuntu: apt install valgrind)"
    );
    let binaries = built(catalog, listings, progress)?;
    progress.begin("counting", Some(listings.len()));
    let mut counts = Vec::new();
    for listing in listings {
        progress.step(&listing.name);
        let recorded = catalog::read_bench(&catalog.root, listing)
            .map_err(|problem| anyhow::anyhow!("{problem}"))?;
        if let Some(recorded) = recorded {
            let benches = benches(listing, &binaries).with_context(|| listing.name.clone())?;
            counts.extend(recount_listing(listing, &recorded, &benches)?);
        }
    }
    progress.end();
    Ok(counts)
}

/// One row, counted again.
#[derive(Debug, Clone, PartialEq)]
pub struct Recount {
    /// `listing.row`.
    pub name: String,
    /// The recorded ratio of its instructions to the first row's.
    pub recorded: f64,
    /// The same ratio now.
    pub counted: f64,
    /// By how many instructions this row moved, or the first one if that moved more.
    pub moved: u64,
}

impl Recount {
    /// Whether the ratio is still the recorded one, within a tenth, or no row moved by more than a call takes.
    pub fn agrees(&self) -> bool {
        self.moved <= COUNT_SLACK || (self.counted / self.recorded - 1.0).abs() <= COUNT_TOLERANCE
    }
}

fn recount_listing(
    listing: &Listing,
    recorded: &BenchReport,
    benches: &[(&str, &Path)],
) -> Result<Vec<Recount>> {
    let mut counts = Vec::new();
    for (bench, binary) in benches {
        let rows = recorded.rows.iter().filter(|row| row.bench == *bench);
        let old: Vec<(&str, u64)> = rows
            .filter_map(|row| Some((row.row.as_str(), row.instructions?)))
            .collect();
        let new: Vec<u64> = old
            .iter()
            .map(|(row, _)| callgrind::count(binary, bench, row))
            .collect::<Result<_>>()?;
        for ((row, old_count), new_count) in old.iter().zip(&new).skip(1) {
            counts.push(Recount {
                name: format!("{}.{row}", listing.name),
                recorded: Ratio::of_counts(*old_count, old[0].1).value,
                counted: Ratio::of_counts(*new_count, new[0]).value,
                moved: old_count
                    .abs_diff(*new_count)
                    .max(old[0].1.abs_diff(new[0])),
            });
        }
    }
    Ok(counts)
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

    #[test]
    fn a_ratio_of_instructions_may_move_by_a_tenth() {
        assert!(recount(2.15, 10_000).agrees() && recount(1.85, 10_000).agrees());
        assert!(!recount(2.25, 10_000).agrees() && !recount(1.7, 501).agrees());
    }

    #[test]
    fn a_row_may_move_by_what_one_call_takes() {
        assert!(recount(1.3, 177).agrees());
    }

    fn recount(counted: f64, moved: u64) -> Recount {
        Recount {
            name: "a-b.c".into(),
            recorded: 2.0,
            counted,
            moved,
        }
    }
}
