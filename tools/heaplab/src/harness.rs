//! The test binary of a listing: starts a clean child per case and mode, and compares.

mod fresh;
mod spawn;
mod verify;
mod write;

pub(crate) use fresh::line_order;

use crate::child::{self, LAYOUT_VARIABLE, REPORT_VARIABLE};
use anyhow::{Context, Result};
use catalog::{LAYOUT_CASE, Listing, TypeLayout};
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A function of the listing, recorded under its name.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// The function's name.
    pub name: &'static str,
    /// Calls it.
    pub run: fn(),
}

/// What [`verify!`](crate::verify) hands over.
#[derive(Debug, Clone, Copy)]
pub struct Harness {
    /// The listing's folder.
    pub manifest_dir: &'static str,
    /// Its cases.
    pub cases: &'static [Case],
    /// The layouts of its types.
    pub layouts: fn() -> Vec<TypeLayout>,
}

impl Harness {
    /// The `main` of `tests/heap.rs`.
    pub fn main(self) -> ExitCode {
        if let Some((mode, case, out)) = child::order() {
            return report_errors(self.run_child(&mode, &case, &out));
        }
        if let Some(file) = std::env::var_os(REPORT_VARIABLE) {
            return report_errors(self.write_report(Path::new(&file)));
        }
        if let Some(file) = std::env::var_os(LAYOUT_VARIABLE) {
            return report_errors(self.write_layouts(Path::new(&file)));
        }
        libtest_mimic::run(&Arguments::from_args(), self.trials()).exit_code()
    }

    fn run_child(&self, mode: &str, name: &str, out: &Path) -> Result<()> {
        let case = self.cases.iter().find(|case| case.name == name);
        let case = case.with_context(|| format!("verify! names no function '{name}'"))?;
        let listing = Path::new(self.manifest_dir).file_name().unwrap_or_default();
        child::run(&listing.to_string_lossy(), mode, case, out)
    }

    /// A test for each case, for each recorded one that is not named any more, and for the layouts.
    fn trials(self) -> Vec<Trial> {
        let failed = |error: anyhow::Error| Failed::from(format!("{error:#}"));
        let cases = self
            .cases
            .iter()
            .map(|case| Trial::test(case.name, move || self.verify(case).map_err(failed)));
        let forgotten = self.forgotten().into_iter().map(|name| {
            let what =
                format!("the recorded case '{name}' is not named in verify! of tests/heap.rs");
            Trial::test(name, move || Err(Failed::from(what)))
        });
        let layouts = self
            .has_layouts()
            .then(|| Trial::test(LAYOUT_CASE, move || self.verify_layouts().map_err(failed)));
        cases.chain(forgotten).chain(layouts).collect()
    }

    /// Recorded cases that nobody verifies any more, though pages may still show them.
    fn forgotten(&self) -> Vec<String> {
        let Ok((root, listing)) = self.listing() else {
            return Vec::new();
        };
        // That the file is malformed is what the verified cases say.
        let recorded =
            catalog::read_heap(&root, &listing).map_or(Vec::new(), |report| report.exact.cases);
        let names = recorded.into_iter().map(|case| case.case);
        names
            .filter(|name| self.cases.iter().all(|case| case.name != name))
            .collect()
    }

    /// Whether `verify!` names types, or once did.
    fn has_layouts(&self) -> bool {
        let recorded = |(root, listing): (PathBuf, Listing)| root.join(listing.layout_path());
        !(self.layouts)().is_empty() || self.listing().is_ok_and(|it| recorded(it).exists())
    }

    /// The listing with the root of its book.
    fn listing(&self) -> Result<(PathBuf, Listing)> {
        Listing::of_folder(Path::new(self.manifest_dir))
            .map_err(|problem| anyhow::anyhow!("{problem}"))
    }
}

fn report_errors(result: Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(3)
        }
    }
}
