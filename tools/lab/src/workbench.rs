//! The test cases of one listing: built binaries, run again and compared.

use crate::{Binaries, CaseResult, Kind, bench, fails, go, heap, machine, output};
use catalog::{
    BenchStanding, Catalog, Finding, HeapMode, Judged, LAYOUT_CASE, Listing, Profile, Transcript,
};
use std::path::{Path, PathBuf};

/// Built listings, ready to be run.
pub(crate) struct Workbench<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) dev: Binaries,
    pub(crate) release: Binaries,
}

impl Workbench<'_> {
    /// Everything that is tested of one listing.
    pub(crate) fn cases_of(&self, listing: &Listing) -> Vec<CaseResult> {
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
        cases.extend(self.benches(listing));
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
                .map(|case| verified(listing, case, heap_test))
                .collect(),
        }
    }

    /// Every benchmark once, and then the claims, which are judged by what is recorded.
    fn benches(&self, listing: &Listing) -> Vec<CaseResult> {
        let binaries = self.dev.bench.get(&listing.name);
        let ran = listing.benches.iter().map(|name| {
            let binary = binaries.and_then(|binaries| binaries.get(name));
            let case = format!("{}::{name}", listing.name);
            CaseResult::new(Kind::Bench, case, bench::run_once(name, binary))
        });
        let mut cases: Vec<CaseResult> = ran.collect();
        let standing = BenchStanding::of(&self.catalog.root, listing);
        let claims = standing.claims.iter().enumerate();
        cases.extend(claims.map(|(index, judged)| claim(listing, index + 1, judged)));
        let problems = standing.problems.iter();
        cases.extend(
            problems.map(|problem| {
                CaseResult::new(Kind::Claim, &listing.name, Err(problem.to_string()))
            }),
        );
        cases
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

/// One case of the heap test: a function of the listing, or the layouts of its types.
fn verified(listing: &Listing, case: &str, heap_test: &Path) -> CaseResult {
    let (kind, name) = if case == LAYOUT_CASE {
        (Kind::Layout, listing.name.clone())
    } else {
        (Kind::Heap, format!("{}::{case}", listing.name))
    };
    match heap::verify(listing, case, heap_test) {
        Ok(Some(note)) => CaseResult::skipped(kind, name, note),
        Ok(None) => CaseResult::new(kind, name, Ok(())),
        Err(message) => CaseResult::new(kind, name, Err(message)),
    }
}

/// A claim is judged by what is recorded; without a record there is nothing to judge yet.
fn claim(listing: &Listing, number: usize, judged: &Judged) -> CaseResult {
    let name = format!("{} claim {number}", listing.name);
    match (&judged.surprise, judged.finding) {
        (Some(surprise), _) => CaseResult::new(Kind::Claim, name, Err(surprise.to_string())),
        (None, Finding::Unrecorded) => {
            let how = format!("not recorded; run: cargo book bench {}", listing.name);
            CaseResult::skipped(Kind::Claim, name, how)
        }
        (None, _) => CaseResult::new(Kind::Claim, name, Ok(())),
    }
}
