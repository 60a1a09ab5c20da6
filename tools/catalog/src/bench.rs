//! The schema of `recorded/bench.json`: how long the rows of a listing's benchmarks took, and how many
//! instructions they executed.
//!
//! Times are shown with their spread and never compared on another machine. Each benchmark was run several
//! times as a whole, since the interval that Criterion gives for one run says nothing about the next.

use crate::Fingerprint;
use crate::recorded_file::{Kind, Report};
use crate::{Diagnostic, Listing, json_lines, write_atomically};
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The schema that this version writes and reads.
pub const BENCH_SCHEMA: u32 = 1;

/// A machine that spent more than this share of its time on other work is called busy, in percent.
pub const BUSY_PERCENT: f64 = 10.0;

/// The whole file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BenchReport {
    /// [`BENCH_SCHEMA`] of the writer.
    pub schema: u32,
    /// The listing's name.
    pub listing: String,
    /// SHA-256 of the code that each file under `benches/` measured (see [`code_hash`]).
    pub code: BTreeMap<String, String>,
    /// In the order of the files under `benches/`, then of the source.
    pub rows: Vec<BenchRow>,
    /// Where and with what it was recorded.
    pub measured: BenchMachine,
}

/// One function of a Criterion group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BenchRow {
    /// The file under `benches/`, and the name of the group.
    pub bench: String,
    /// The function's name, unique in the listing.
    pub row: String,
    /// One entry per run of the whole benchmark.
    pub runs: Vec<RunTime>,
    /// Instructions of one call, counted by Valgrind's callgrind; none where it was not installed.
    pub instructions: Option<u64>,
}

/// What Criterion estimated in one run, in nanoseconds per iteration.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunTime {
    /// Lower bound of the 95 % interval.
    pub low: f64,
    /// The slope of time over iterations, or the mean where Criterion has no slope.
    pub ns: f64,
    /// Upper bound of the 95 % interval.
    pub high: f64,
}

/// Where and with what a benchmark was recorded.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BenchMachine {
    /// Criterion's version.
    pub criterion: String,
    /// rustc's version.
    pub rustc: String,
    /// The platform it compiled for.
    pub target: String,
    /// The day, `2026-11-24`.
    pub date: String,
    /// The processor's name as the system gives it.
    pub cpu: String,
    /// Its cores, as far as the benchmark could use them.
    pub cores: u32,
    /// The share of all cores' time that other work took just before or meanwhile, in percent.
    pub busy_percent: f64,
}

impl BenchMachine {
    /// Whether other work may have disturbed the times.
    pub fn was_busy(&self) -> bool {
        self.busy_percent > BUSY_PERCENT
    }

    /// Whether times recorded here and there may be divided by each other.
    pub fn is_like(&self, other: &Self) -> bool {
        let of = |machine: &Self| {
            let Self {
                rustc, cpu, cores, ..
            } = machine;
            (rustc.clone(), cpu.clone(), *cores)
        };
        of(self) == of(other)
    }
}

impl BenchReport {
    /// The row of this name.
    pub fn row(&self, name: &str) -> Option<&BenchRow> {
        self.rows.iter().find(|row| row.row == name)
    }
}

impl Report for BenchReport {
    fn label(&self) -> (u32, &str) {
        (self.schema, &self.listing)
    }
}

impl BenchRow {
    /// The median of the runs, in nanoseconds per iteration.
    pub fn ns(&self) -> f64 {
        median(self.runs.iter().map(|run| run.ns))
    }

    /// The fastest and the slowest run, in nanoseconds per iteration.
    pub fn spread(&self) -> (f64, f64) {
        let times = || self.runs.iter().map(|run| run.ns);
        let (low, high) = (f64::INFINITY, f64::NEG_INFINITY);
        (times().fold(low, f64::min), times().fold(high, f64::max))
    }
}

/// The middle value, or the mean of the two in the middle; NaN of nothing.
pub(crate) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => f64::NAN,
        odd if odd % 2 == 1 => values[middle],
        _ => f64::midpoint(values[middle - 1], values[middle]),
    }
}

/// Reads a listing's recorded benchmarks; `None` when there are none yet.
///
/// # Errors
/// When the file is malformed, cut short, of a newer schema, of another listing, or has a row without runs.
pub fn read_bench(root: &Path, listing: &Listing) -> Result<Option<BenchReport>, Diagnostic> {
    let path = listing.bench_path();
    if !root.join(&path).exists() {
        return Ok(None);
    }
    let again = format!("run 'cargo book bench {}'", listing.name);
    let file = Kind {
        path: &path,
        schema: BENCH_SCHEMA,
        again: again.clone(),
        what: "benchmark".to_owned(),
    };
    let report: BenchReport = file.read(root, &listing.name)?;
    let usable = |run: &RunTime| 0.0 < run.low && run.low <= run.ns && run.ns <= run.high;
    let broken = report.rows.iter().find(|row| {
        let usable = row.runs.iter().all(usable);
        row.runs.is_empty() || !usable
    });
    if let Some(row) = broken {
        let message = format!("row '{}' has no usable times", row.row);
        return Err(Diagnostic::file(&path, message).help(again));
    }
    Ok(Some(report))
}

/// Writes a listing's recorded benchmarks atomically.
///
/// # Errors
/// When the folder cannot be written.
pub fn write_bench(root: &Path, listing: &Listing, report: &BenchReport) -> Result<()> {
    let value = serde_json::to_value(report).context("cannot write this report as JSON")?;
    let text = json_lines::to_text(&value);
    write_atomically(&root.join(listing.bench_path()), text.as_bytes())
}

/// SHA-256 of what a benchmark measures: `src/` and its own file, without comment lines, blank lines and
/// indentation, so that a better comment does not make the recorded times stale.
///
/// # Errors
/// When a file cannot be read.
pub fn code_hash(root: &Path, listing: &Listing, bench: &str) -> Result<String> {
    let mut print = Fingerprint::default();
    let mut files = rust_files(&root.join(listing.path("src")));
    files.push(root.join(listing.path(format!("benches/{bench}.rs"))));
    files.sort();
    for file in files {
        let text = std::fs::read_to_string(&file)
            .with_context(|| format!("cannot read {}", file.display()))?;
        for line in text.lines().map(str::trim) {
            if !line.is_empty() && !line.starts_with("//") {
                print.add(line);
                print.add("\n");
            }
        }
    }
    Ok(print.digits())
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let (folders, files): (Vec<_>, Vec<_>) = entries
        .map(|entry| entry.path())
        .partition(|path| path.is_dir());
    let mut found: Vec<_> = files
        .into_iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    found.extend(folders.iter().flat_map(|folder| rust_files(folder)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_lies_between_the_middle_two() {
        assert_eq!(median([3.0, 1.0, 2.0].into_iter()), 2.0);
        assert_eq!(median([4.0, 1.0, 2.0, 3.0].into_iter()), 2.5);
        assert!(median(std::iter::empty()).is_nan());
    }

    #[test]
    fn machines_differ_by_processor_cores_and_compiler() {
        let one = BenchMachine {
            cpu: "A".into(),
            cores: 2,
            rustc: "1.95.0".into(),
            ..BenchMachine::default()
        };
        let later = BenchMachine {
            date: "2027-01-01".into(),
            ..one.clone()
        };
        let other = BenchMachine {
            cpu: "B".into(),
            ..one.clone()
        };
        assert!(one.is_like(&later) && !one.is_like(&other));
    }
}
