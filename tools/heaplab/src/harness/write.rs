//! Writes what `cargo book record` asks for: a fresh report of every case, or the layouts.

use super::Harness;
use super::fresh::fresh;
use anyhow::{Context, Result};
use catalog::{
    Exact, ExactLayouts, HeapReport, LAYOUT_SCHEMA, LayoutMeasured, LayoutReport, Measured, SCHEMA,
};
use std::path::Path;

impl Harness {
    /// A fresh report of every case, for `cargo book record`; `measured` is left empty.
    pub(super) fn write_report(&self, file: &Path) -> Result<()> {
        let (_, listing) = self.listing()?;
        let mut exact = Exact {
            pointer_width: usize::BITS,
            threads: listing.settings.threads,
            cases: Vec::new(),
        };
        let mut stacks = Vec::new();
        for case in self.cases {
            let (report, case_stacks) = fresh(&listing, case)?;
            exact.cases.push(report);
            stacks.extend(case_stacks);
        }
        let report = HeapReport {
            schema: SCHEMA,
            listing: listing.name.clone(),
            exact,
            stacks,
            release: Vec::new(),
            measured: Measured::default(),
        };
        write(file, &catalog::heap_text(&report)?)
    }

    /// Fresh layouts, for `cargo book record`; `measured` is left empty. Without types no file is written.
    pub(super) fn write_layouts(&self, file: &Path) -> Result<()> {
        let types = (self.layouts)();
        if types.is_empty() {
            return Ok(());
        }
        let report = LayoutReport {
            schema: LAYOUT_SCHEMA,
            listing: self.listing()?.1.name,
            exact: ExactLayouts {
                pointer_width: usize::BITS,
                types,
            },
            measured: LayoutMeasured::default(),
        };
        write(file, &catalog::layout_text(&report)?)
    }
}

fn write(file: &Path, text: &str) -> Result<()> {
    std::fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}
