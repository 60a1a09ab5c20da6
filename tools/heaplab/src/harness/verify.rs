//! A fresh run against the record: what differs, and whether this machine may differ.

use super::fresh::fresh;
use super::{Case, Harness};
use crate::{compare, layout};
use anyhow::{Context, Result, bail};
use catalog::{CaseReport, HeapReport, LayoutMeasured, Listing, Measured, Stack};

impl Harness {
    /// Runs a case again.
    pub(super) fn verify(&self, case: &Case) -> Result<()> {
        let (root, listing) = self.listing()?;
        let recorded =
            catalog::read_heap(&root, &listing).map_err(|problem| anyhow::anyhow!("{problem}"))?;
        let again = format!("if this is meant, run: cargo book record {}", listing.name);
        let old = recorded.case(case.name).with_context(|| {
            format!(
                "{} has no case '{}'; {again}",
                listing.heap_path().display(),
                case.name
            )
        })?;
        let (new, stacks) = fresh(&listing, case)?;
        let text = differences(&listing, &recorded, old, &new, &stacks);
        if text.is_empty() {
            return Ok(());
        }
        let message = format!(
            "the heap report of '{}', case '{}', is not what is recorded:\n{text}{again}",
            listing.name, case.name
        );
        let Measured { rustc, target, .. } = &recorded.measured;
        let elsewhere = elsewhere(recorded.exact.pointer_width, rustc, target);
        settle(message, elsewhere)
    }

    /// Asks this build for the layouts again.
    pub(super) fn verify_layouts(&self) -> Result<()> {
        let (root, listing) = self.listing()?;
        let recorded = catalog::read_layout(&root, &listing)
            .map_err(|problem| anyhow::anyhow!("{problem}"))?;
        let path = listing.path("src/lib.rs");
        // Without the source the types are named without their lines.
        let source = std::fs::read_to_string(root.join(&path)).unwrap_or_default();
        let path = path.to_string_lossy();
        let fresh = (self.layouts)();
        let text = layout::differences(&path, &source, &recorded.exact.types, &fresh);
        if text.is_empty() {
            return Ok(());
        }
        let name = &listing.name;
        let message = format!(
            "the layouts of '{name}' are not what is recorded:\n{text}\
             if this is meant, run: cargo book record {name}"
        );
        let LayoutMeasured { rustc, target, .. } = &recorded.measured;
        let elsewhere = elsewhere(recorded.exact.pointer_width, rustc, target);
        settle(message, elsewhere)
    }
}

/// What differs from the record; an optimised build is compared by its totals alone.
fn differences(
    listing: &Listing,
    recorded: &HeapReport,
    old: &CaseReport,
    new: &CaseReport,
    stacks: &[Stack],
) -> String {
    if cfg!(debug_assertions) {
        let of_case = recorded.stacks.iter().filter(|it| it.case == old.case);
        let same_paths = recorded.exact.threads || of_case.eq(stacks);
        return compare::differences(&listing.dir.to_string_lossy(), old, new, same_paths);
    }
    let optimised = recorded.release.iter().find(|it| it.case == old.case);
    let totals = optimised.map_or(&old.totals, |release| &release.totals);
    compare::totals(totals, &new.totals)
}

/// A difference fails, or is noted where it is none of the listing's doing.
fn settle(message: String, elsewhere: Option<String>) -> Result<()> {
    match elsewhere {
        Some(reason) => {
            eprintln!("note: {message}\nnote: not a failure here: {reason}");
            Ok(())
        }
        None => bail!(message),
    }
}

/// Why a difference is expected on this machine: figures hold for the compiler and platform of record.
fn elsewhere(pointer_width: u32, rustc: &str, target: &str) -> Option<String> {
    if pointer_width != usize::BITS {
        return Some(format!("it was recorded with {pointer_width}-bit pointers"));
    }
    let here = catalog::rustc_version()?;
    ((rustc, target) != (here.0.as_str(), here.1.as_str()))
        .then(|| format!("it was recorded with rustc {rustc} for {target}"))
}
