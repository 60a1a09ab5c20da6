//! `cargo book record`: runs listings and writes what they printed and asked of the heap.

use crate::{Binaries, Progress, build, fails, go, heap, machine, output};
use anyhow::{Context, Result};
use catalog::{
    Catalog, HeapMode, HeapReport, LayoutReport, Listing, Profile, ReleaseTotals, Transcript,
};
use std::path::{Path, PathBuf};

/// What became of one recorded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recording {
    /// It was written.
    Written(PathBuf),
    /// It says what it said before and was left alone.
    Unchanged(PathBuf),
    /// The listing cannot run here.
    Skipped(String, String),
    /// It could not be recorded; the old file, if any, is untouched.
    Failed(String, String),
}

/// Records output and heap of the given listings. Every file is written as soon as it is known, so that
/// stopping in the middle loses nothing.
///
/// # Errors
/// When the listings cannot be built at all.
pub fn record(
    catalog: &Catalog,
    listings: &[&Listing],
    progress: &dyn Progress,
) -> Result<Vec<Recording>> {
    let names: Vec<&str> = listings
        .iter()
        .map(|listing| listing.name.as_str())
        .collect();
    let dev = build(&catalog.root, &names, Profile::Dev, progress)?;
    let release = build(&catalog.root, &names, Profile::Release, progress)?;
    progress.begin("recording", Some(listings.len()));
    let mut recordings = Vec::new();
    for listing in listings {
        progress.step(&listing.name);
        match machine::lacks(listing) {
            Some(reason) => recordings.push(Recording::Skipped(listing.name.clone(), reason)),
            None => recordings.extend(record_listing(catalog, listing, &dev, &release)),
        }
    }
    progress.end();
    Ok(recordings)
}

fn record_listing(
    catalog: &Catalog,
    listing: &Listing,
    dev: &Binaries,
    release: &Binaries,
) -> Vec<Recording> {
    let failed = dev.failed.get(&listing.name);
    if let Some(errors) = failed.or_else(|| release.failed.get(&listing.name)) {
        let what = format!("does not compile\n{errors}");
        return vec![Recording::Failed(listing.name.clone(), what)];
    }
    let mut recordings = vec![record_output(catalog, listing, dev, release)];
    if listing.settings.heap == HeapMode::Run {
        recordings.push(record_heap(catalog, listing, dev, release));
        recordings.extend(record_layouts(catalog, listing, dev));
    }
    for file in catalog.failing_files(listing) {
        let fresh = fails::compile(&catalog.root, listing, &file);
        let path = fails::recorded_path(listing, &file);
        recordings.push(settle(
            listing,
            fresh.and_then(|t| store(catalog, &path, &t, &[])),
        ));
    }
    recordings
}

fn record_output(
    catalog: &Catalog,
    listing: &Listing,
    dev: &Binaries,
    release: &Binaries,
) -> Recording {
    let binaries = match listing.settings.profile {
        Profile::Dev => dev,
        Profile::Release => release,
    };
    let result = binaries
        .run
        .get(&listing.name)
        .context("there is no src/main.rs")
        .and_then(|binary| {
            let fresh = output::run(&catalog.root, listing, binary).map_err(anyhow::Error::msg)?;
            store(
                catalog,
                &listing.output_path(),
                &fresh,
                &listing.settings.volatile,
            )
        });
    settle(listing, result)
}

/// Runs the Go sessions of the given listings and records them.
pub fn record_go(
    catalog: &Catalog,
    listings: &[&Listing],
    progress: &dyn Progress,
) -> Vec<Recording> {
    let with_go: Vec<_> = listings
        .iter()
        .filter(|listing| go::has_session(&catalog.root, listing))
        .collect();
    progress.begin("running Go", Some(with_go.len()));
    let recordings = with_go.into_iter().map(|listing| {
        progress.step(&listing.name);
        let fresh = go::repeatable_session(&catalog.root, listing);
        let volatile = &listing.settings.go_volatile;
        settle(
            listing,
            fresh.and_then(|t| store(catalog, &listing.go_output_path(), &t, volatile)),
        )
    });
    let recordings = recordings.collect();
    progress.end();
    recordings
}

/// Writes a transcript unless only its volatile parts changed.
fn store(
    catalog: &Catalog,
    path: &Path,
    fresh: &Transcript,
    volatile: &[String],
) -> Result<Recording> {
    let target = catalog.root.join(path);
    let text = fresh.to_text();
    let same = std::fs::read_to_string(&target)
        .is_ok_and(|old| output::difference(&old, &text, volatile).is_none());
    if same {
        return Ok(Recording::Unchanged(path.to_owned()));
    }
    catalog::write_atomically(&target, text.as_bytes())?;
    Ok(Recording::Written(path.to_owned()))
}

fn record_heap(
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
fn record_layouts(catalog: &Catalog, listing: &Listing, dev: &Binaries) -> Option<Recording> {
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

fn settle(listing: &Listing, result: Result<Recording>) -> Recording {
    result.unwrap_or_else(|error| Recording::Failed(listing.name.clone(), format!("{error:#}")))
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
