//! `cargo book record`: runs listings and writes what they printed and asked of the heap.

mod heap;

use crate::{Binaries, Progress, build, fails, go, machine, output};
use anyhow::{Context, Result};
use catalog::{Catalog, HeapMode, Listing, Profile, Transcript};
use heap::{record_heap, record_layouts};
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
    let mut recordings = Vec::new();
    let mut able: Vec<&Listing> = Vec::new();
    for &listing in listings {
        match machine::lacks(listing) {
            Some(reason) => recordings.push(Recording::Skipped(listing.name.clone(), reason)),
            None => able.push(listing),
        }
    }
    // What has neither a heap report nor an optimised output is recorded without a release build.
    let optimised = able.iter().filter(|listing| {
        listing.settings.heap == HeapMode::Run || listing.settings.profile == Profile::Release
    });
    let optimised: Vec<&Listing> = optimised.copied().collect();
    let dev = build(&catalog.root, &able, Profile::Dev, progress)?;
    let release = build(&catalog.root, &optimised, Profile::Release, progress)?;
    progress.begin("recording", Some(able.len()));
    for listing in able {
        progress.step(&listing.name);
        recordings.extend(record_listing(catalog, listing, &dev, &release));
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

fn settle(listing: &Listing, result: Result<Recording>) -> Recording {
    result.unwrap_or_else(|error| Recording::Failed(listing.name.clone(), format!("{error:#}")))
}
