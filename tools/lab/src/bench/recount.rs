//! Counts the instructions of recorded benchmarks again.

use super::{benches, built};
use crate::{Progress, callgrind};
use anyhow::{Context, Result, ensure};
use catalog::{BenchReport, Catalog, Listing, Ratio};
use std::path::Path;

/// Counted instructions may move by this share between machines, since libc picks its copying routines by
/// the processor.
const COUNT_TOLERANCE: f64 = 0.10;

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
}

impl Recount {
    /// Whether the ratio is still the recorded one, within a tenth.
    pub fn agrees(&self) -> bool {
        (self.counted / self.recorded - 1.0).abs() <= COUNT_TOLERANCE
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
        let recount = |counted| Recount {
            name: "a-b.c".into(),
            recorded: 2.0,
            counted,
        };
        assert!(recount(2.15).agrees() && recount(1.85).agrees());
        assert!(!recount(2.25).agrees() && !recount(1.7).agrees());
    }
}
