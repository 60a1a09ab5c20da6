//! Counts the instructions of recorded benchmarks again.

use super::{benches, built};
use crate::{Progress, callgrind};
use anyhow::{Context, Result, ensure};
use catalog::{BenchReport, Catalog, Listing, Ratio};
use std::path::Path;

/// Counted instructions may move by this share between machines, since libc picks its copying routines by
/// the processor.
const COUNT_TOLERANCE: f64 = 0.10;

/// So many instructions a row may move whatever its ratio: a single `malloc` or `free` takes a shorter or a longer
/// way through glibc, depending on what the process had requested and freed before.
const COUNT_SLACK: u64 = 500;

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

#[cfg(test)]
mod tests {
    use super::*;

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
