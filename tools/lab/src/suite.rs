//! `cargo book test`: builds and runs every listing again and compares with what is recorded.

use crate::{Binaries, Cache, Progress, Shard, build, fails, go, heap, machine, output};
use anyhow::Result;
use catalog::{Catalog, HeapMode, Listing, Profile, Transcript};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::PathBuf;
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
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Build => "build",
            Self::Output => "output",
            Self::Heap => "heap",
            Self::CompileFail => "compile-fail",
            Self::Go => "go",
            Self::Page => "page",
            Self::Quiz => "quiz",
            Self::Question => "question",
            Self::Exercise => "exercise",
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

    fn skipped(kind: Kind, name: impl Into<String>, reason: impl Into<String>) -> Self {
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
    let bench = Bench {
        catalog,
        dev,
        release,
    };
    progress.begin("running listings", Some(pending.len()));
    let results = in_parallel(pending, |listing| {
        progress.step(&listing.name);
        (listing.name.clone(), bench.cases_of(listing))
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

/// Built listings, ready to be run.
struct Bench<'a> {
    catalog: &'a Catalog,
    dev: Binaries,
    release: Binaries,
}

impl Bench<'_> {
    fn cases_of(&self, listing: &Listing) -> Vec<CaseResult> {
        if let Some(reason) = machine::lacks(listing) {
            return vec![CaseResult::skipped(Kind::Build, &listing.name, reason)];
        }
        let mut cases = Vec::new();
        let failed = self.dev.failed.get(&listing.name);
        if let Some(errors) = failed.or_else(|| self.release.failed.get(&listing.name)) {
            let message = format!("{}: does not compile\n{errors}", listing.dir.display());
            cases.push(CaseResult::new(Kind::Build, &listing.name, Err(message)));
            return cases;
        }
        cases.push(CaseResult::new(Kind::Build, &listing.name, Ok(())));
        cases.push(CaseResult::new(
            Kind::Output,
            &listing.name,
            self.output(listing),
        ));
        if listing.settings.heap == HeapMode::Run {
            cases.extend(self.heap(listing));
        }
        for file in self.catalog.failing_files(listing) {
            cases.push(self.compile_fail(listing, file));
        }
        if go::has_session(&self.catalog.root, listing) {
            cases.push(self.go(listing));
        }
        cases
    }

    fn output(&self, listing: &Listing) -> Result<(), String> {
        let binaries = match listing.settings.profile {
            Profile::Dev => &self.dev,
            Profile::Release => &self.release,
        };
        let again = format!("cargo book record {}", listing.name);
        let path = listing.output_path();
        let binary = binaries.run.get(&listing.name);
        let binary =
            binary.ok_or_else(|| format!("{}: there is no src/main.rs", listing.dir.display()))?;
        let fresh = output::run(&self.catalog.root, listing, binary)?;
        let recorded = Transcript::read(&self.catalog.root, &path, &again)
            .map_err(|problem| problem.to_string())?;
        let volatile = &listing.settings.volatile;
        match output::difference(&recorded.to_text(), &fresh.to_text(), volatile) {
            None => Ok(()),
            Some(text) => Err(format!(
                "{}: the listing prints something else:\n{text}\nif this is meant, run: {again}",
                path.display()
            )),
        }
    }

    fn heap(&self, listing: &Listing) -> Vec<CaseResult> {
        let name = |case: &str| format!("{}::{case}", listing.name);
        let Some(heap_test) = self.dev.heap.get(&listing.name) else {
            let message = format!(
                "{}: there is no tests/heap.rs; add one or set heap = \"none\" in its Cargo.toml",
                listing.dir.display()
            );
            return vec![CaseResult::new(Kind::Heap, name("?"), Err(message))];
        };
        match heap::cases(listing, heap_test) {
            Err(error) => vec![CaseResult::new(
                Kind::Heap,
                name("?"),
                Err(format!("{error:#}")),
            )],
            Ok(cases) if cases.is_empty() => {
                let file = listing.path("tests/heap.rs");
                let message = format!(
                    "{}: it verifies nothing; name a function in verify!",
                    file.display()
                );
                vec![CaseResult::new(Kind::Heap, name("?"), Err(message))]
            }
            Ok(cases) => cases
                .iter()
                .map(|case| match heap::verify(listing, case, heap_test) {
                    Ok(Some(note)) => CaseResult::skipped(Kind::Heap, name(case), note),
                    Ok(None) => CaseResult::new(Kind::Heap, name(case), Ok(())),
                    Err(message) => CaseResult::new(Kind::Heap, name(case), Err(message)),
                })
                .collect(),
        }
    }

    fn compile_fail(&self, listing: &Listing, file: PathBuf) -> CaseResult {
        let name = format!(
            "{}!{}",
            listing.name,
            file.file_stem().unwrap_or_default().to_string_lossy()
        );
        match fails::verify(self.catalog, listing, &file) {
            Ok(Some(note)) => CaseResult::skipped(Kind::CompileFail, name, note),
            Ok(None) => CaseResult::new(Kind::CompileFail, name, Ok(())),
            Err(error) => CaseResult::new(Kind::CompileFail, name, Err(format!("{error:#}"))),
        }
    }

    fn go(&self, listing: &Listing) -> CaseResult {
        match go::replay(&self.catalog.root, listing) {
            Ok(Ok(())) => CaseResult::new(Kind::Go, &listing.name, Ok(())),
            Ok(Err(reason)) => CaseResult::skipped(Kind::Go, &listing.name, reason),
            Err(message) => CaseResult::new(Kind::Go, &listing.name, Err(message)),
        }
    }
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
