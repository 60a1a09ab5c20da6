//! `cargo book test`: builds and runs every listing again and compares with what is recorded.

use crate::workbench::Workbench;
use crate::{Cache, Progress, Shard, build};
use anyhow::Result;
use catalog::{Catalog, Listing, Profile};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a test case is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// The listing compiles.
    Build,
    /// It prints what is recorded.
    Output,
    /// It asks of the heap what is recorded.
    Heap,
    /// Its types are laid out as recorded.
    Layout,
    /// A benchmark runs, once and untimed.
    Bench,
    /// A claim came out as its author expects, by what is recorded.
    Claim,
    /// A failing file fails as announced.
    CompileFail,
    /// The Go counterpart prints what is recorded.
    Go,
    /// A page or a pair of pages is sound.
    Page,
    /// A quiz's file is sound, and a page shows it.
    Quiz,
    /// A question's answer is what is recorded, and its other options are not.
    Question,
    /// An exercise's starter fails as stated, or its solution passes.
    Exercise,
    /// A widget can be shown, its WebAssembly is up to date, or it answers as the native crate does.
    Widget,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Build => "build",
            Self::Output => "output",
            Self::Heap => "heap",
            Self::Layout => "layout",
            Self::Bench => "bench",
            Self::Claim => "claim",
            Self::CompileFail => "compile-fail",
            Self::Go => "go",
            Self::Page => "page",
            Self::Quiz => "quiz",
            Self::Question => "question",
            Self::Exercise => "exercise",
            Self::Widget => "widget",
        })
    }
}

/// How a case came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// As recorded.
    Passed,
    /// Otherwise; the message says what differs and what to do.
    Failed(String),
    /// Not run here, for this reason.
    Skipped(String),
}

/// One test case with its verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseResult {
    /// What it is about.
    pub kind: Kind,
    /// The listing or page, with the case's name.
    pub name: String,
    /// How it came out.
    pub verdict: Verdict,
}

impl CaseResult {
    /// A case with its verdict; an error is a failure.
    pub fn new(kind: Kind, name: impl Into<String>, result: Result<(), String>) -> Self {
        let verdict = result.map_or_else(Verdict::Failed, |()| Verdict::Passed);
        Self {
            kind,
            name: name.into(),
            verdict,
        }
    }

    pub(crate) fn skipped(kind: Kind, name: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
            verdict: Verdict::Skipped(reason.into()),
        }
    }
}

/// What to run.
#[derive(Debug, Default)]
pub struct Options {
    /// Only listings whose chapter or name contains this.
    pub filter: Option<String>,
    /// Of those, only this part.
    pub shard: Option<Shard>,
}

impl Options {
    /// Whether the filter lets a listing through.
    pub fn wants(&self, listing: &Listing) -> bool {
        self.filter.as_ref().is_none_or(|filter| {
            listing.name.contains(filter.as_str()) || listing.chapter.contains(filter.as_str())
        })
    }

    fn select<'a>(&self, catalog: &'a Catalog) -> Vec<&'a Listing> {
        let wanted = catalog
            .listings
            .values()
            .filter(|listing| self.wants(listing));
        let part = wanted
            .enumerate()
            .filter(|(position, _)| self.shard.is_none_or(|shard| shard.takes(*position)));
        part.map(|(_, listing)| listing).collect()
    }
}

/// Runs the cases of all wanted listings, those that passed before from the cache.
///
/// # Errors
/// When Cargo cannot be run.
pub fn run_suite(
    catalog: &Catalog,
    options: &Options,
    cache: &mut Cache,
    progress: &dyn Progress,
) -> Result<Vec<CaseResult>> {
    let (mut results, mut pending) = (Vec::new(), Vec::new());
    for listing in options.select(catalog) {
        match cache.lookup(catalog, &listing.name) {
            Some(cases) => results.extend(cases),
            None => pending.push(listing),
        }
    }
    for (listing, cases) in run_pending(catalog, &pending, progress)? {
        cache.remember(catalog, &listing, &cases);
        results.extend(cases);
    }
    Ok(results)
}

fn run_pending(
    catalog: &Catalog,
    pending: &[&Listing],
    progress: &dyn Progress,
) -> Result<Vec<(String, Vec<CaseResult>)>> {
    if pending.is_empty() {
        return Ok(Vec::new());
    }
    let names = |profile: Profile| -> Vec<&str> {
        let of_profile = pending
            .iter()
            .filter(|listing| listing.settings.profile == profile);
        of_profile.map(|listing| listing.name.as_str()).collect()
    };
    let all: Vec<&str> = pending
        .iter()
        .map(|listing| listing.name.as_str())
        .collect();
    let dev = build(&catalog.root, &all, Profile::Dev, progress)?;
    let release = build(
        &catalog.root,
        &names(Profile::Release),
        Profile::Release,
        progress,
    )?;
    let workbench = Workbench {
        catalog,
        dev,
        release,
    };
    progress.begin("running listings", Some(pending.len()));
    let results = in_parallel(pending, |listing| {
        progress.step(&listing.name);
        (listing.name.clone(), workbench.cases_of(listing))
    });
    progress.end();
    Ok(results)
}

/// Applies `work` to every item on as many threads as there are cores; results keep the items' order.
fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads.min(items.len()) {
            scope.spawn(|| {
                while let Some((index, item)) = take(items, &next) {
                    let result = work(item);
                    done.lock()
                        .unwrap_or_else(|poisoned| poisoned.into_inner())
                        .push((index, result));
                }
            });
        }
    });
    let mut done = done
        .into_inner()
        .unwrap_or_else(|poisoned| poisoned.into_inner());
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

fn take<'a, T>(items: &'a [T], next: &AtomicUsize) -> Option<(usize, &'a T)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    items.get(index).map(|item| (index, item))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parallel_results_keep_the_order_of_their_items() {
        let items: Vec<usize> = (0..100).collect();
        assert_eq!(
            in_parallel(&items, |item| item * 2),
            items.iter().map(|i| i * 2).collect::<Vec<_>>()
        );
    }
}
