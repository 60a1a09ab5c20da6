//! What a listing asks of the heap, and how its types lie, recorded when it comes out the same every time.

use super::{Recording, settle};
use crate::{Binaries, heap};
use anyhow::{Context, Result};
use catalog::{Catalog, HeapReport, LayoutReport, Listing, ReleaseTotals};
use std::path::Path;

/// The heap report.
pub(super) fn record_heap(
    catalog: &Catalog,
    listing: &Listing,
    dev: &Binaries,
    release: &Binaries,
) -> Recording {
    let result = fresh_heap(catalog, listing, dev, release).and_then(|fresh| {
        let path = listing.heap_path();
        let old = catalog::read_heap(&catalog.root, listing).ok();
        if old.is_some_and(|old| says_the_same(&old, &fresh)) {
            return Ok(Recording::Unchanged(path));
        }
        catalog::write_heap(&catalog.root, listing, &fresh)?;
        Ok(Recording::Written(path))
    });
    settle(listing, result)
}

/// The layouts of the listing's types; nothing for a listing that names none.
pub(super) fn record_layouts(
    catalog: &Catalog,
    listing: &Listing,
    dev: &Binaries,
) -> Option<Recording> {
    // Without a heap test the heap report has failed already.
    let heap_test = dev.heap.get(&listing.name)?;
    let fresh = heap::fresh_layouts(&catalog.root, listing, heap_test);
    let result = match fresh {
        Ok(Some(fresh)) => store_layouts(catalog, listing, &fresh),
        Ok(None) if !catalog.root.join(listing.layout_path()).exists() => return None,
        Ok(None) => Err(anyhow::anyhow!(
            "verify! of tests/heap.rs names no types any more; delete {}, or name them",
            listing.layout_path().display()
        )),
        Err(error) => Err(error),
    };
    Some(settle(listing, result))
}

fn store_layouts(catalog: &Catalog, listing: &Listing, fresh: &LayoutReport) -> Result<Recording> {
    let path = listing.layout_path();
    let old = catalog::read_layout(&catalog.root, listing).ok();
    let same = old.is_some_and(|mut old| {
        old.measured.date.clone_from(&fresh.measured.date);
        old == *fresh
    });
    if same {
        return Ok(Recording::Unchanged(path));
    }
    catalog::write_layout(&catalog.root, listing, fresh)?;
    Ok(Recording::Written(path))
}

fn fresh_heap(
    catalog: &Catalog,
    listing: &Listing,
    dev: &Binaries,
    release: &Binaries,
) -> Result<HeapReport> {
    let missing = "there is no tests/heap.rs; add one or set heap = \"none\"";
    let heap_test = dev.heap.get(&listing.name).context(missing)?;
    let mut report = repeatable(&catalog.root, listing, heap_test)?;
    let optimised = heap::fresh_report(
        &catalog.root,
        listing,
        release.heap.get(&listing.name).context(missing)?,
    )?;
    for (case, optimised) in report.exact.cases.iter().zip(&optimised.exact.cases) {
        if case.totals != optimised.totals {
            let totals = optimised.totals;
            report.release.push(ReleaseTotals {
                case: case.case.clone(),
                totals,
            });
        }
    }
    Ok(report)
}

/// Runs more than once: what is recorded must come out the same every time. Threads race, so a listing
/// that has them is run twenty times.
fn repeatable(root: &Path, listing: &Listing, heap_test: &Path) -> Result<HeapReport> {
    let runs = if listing.settings.threads { 20 } else { 2 };
    let first = heap::fresh_report(root, listing, heap_test)?;
    for run in 2..=runs {
        let next = heap::fresh_report(root, listing, heap_test)?;
        anyhow::ensure!(
            next.exact == first.exact,
            "run {run} of the same binary asked something else of the heap than run 1; \
             a figure that differs from run to run cannot be recorded \
             (a random hash seed, a thread, the time?)"
        );
    }
    Ok(first)
}

/// Whether two reports differ in nothing but the day they were recorded.
fn says_the_same(old: &HeapReport, fresh: &HeapReport) -> bool {
    let mut old = old.clone();
    old.measured.date.clone_from(&fresh.measured.date);
    old == *fresh
}
