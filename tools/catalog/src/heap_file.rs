//! Reading and writing `recorded/heap.json`.

use crate::recorded_file::{Kind, Report};
use crate::{Catalog, Diagnostic, HeapReport, Listing, SCHEMA, json_lines, write_atomically};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Reads a listing's recorded heap report.
///
/// # Errors
/// When it is missing, not JSON, cut short, of a newer schema, or of another listing.
pub fn read_heap(root: &Path, listing: &Listing) -> Result<HeapReport, Diagnostic> {
    let file = Kind {
        path: &listing.heap_path(),
        schema: SCHEMA,
        again: format!("run 'cargo book record {}'", listing.name),
        what: "heap report".to_owned(),
    };
    file.read(root, &listing.name)
}

/// Heap reports that were read once, by listing. Copies of a catalog share it.
#[derive(Debug, Clone, Default)]
pub(crate) struct HeapMemo(Arc<Mutex<BTreeMap<String, Arc<HeapReport>>>>);

impl Catalog {
    /// A listing's recorded heap report, read from disk once in the life of this catalog.
    ///
    /// # Errors
    /// As [`read_heap`].
    pub fn heap(&self, listing: &Listing) -> Result<Arc<HeapReport>, Diagnostic> {
        let memo = || self.heaps.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(report) = memo().get(&listing.name) {
            return Ok(Arc::clone(report));
        }
        let report = Arc::new(read_heap(&self.root, listing)?);
        memo().insert(listing.name.clone(), Arc::clone(&report));
        Ok(report)
    }
}

impl Report for HeapReport {
    fn label(&self) -> (u32, &str) {
        (self.schema, &self.listing)
    }
}

/// The text of `recorded/heap.json`.
///
/// # Errors
/// Never in practice: every report is representable as JSON.
pub fn to_text(report: &HeapReport) -> Result<String> {
    let value = serde_json::to_value(report).context("cannot write this report as JSON")?;
    Ok(json_lines::to_text(&value))
}

/// Writes a listing's heap report atomically.
///
/// # Errors
/// When the folder cannot be written.
pub fn write_heap(root: &Path, listing: &Listing, report: &HeapReport) -> Result<()> {
    write_atomically(&root.join(listing.heap_path()), to_text(report)?.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Catalog, Exact, Measured};

    fn listing_with(recorded: &str) -> (tempfile::TempDir, Listing) {
        let root = tempfile::tempdir().expect("a folder");
        let dir = root.path().join("listings/one/one-first");
        std::fs::create_dir_all(dir.join("recorded")).expect("folders");
        std::fs::write(dir.join("Cargo.toml"), "[package]\nname = \"one-first\"\n").expect("write");
        std::fs::write(dir.join("recorded/heap.json"), recorded).expect("write");
        let (catalog, problems) = Catalog::load(root.path());
        assert_eq!(problems, []);
        let listing = catalog.find("one-first").expect("the listing").clone();
        (root, listing)
    }

    fn report() -> HeapReport {
        HeapReport {
            schema: SCHEMA,
            listing: "one-first".into(),
            exact: Exact {
                pointer_width: 64,
                threads: false,
                cases: Vec::new(),
            },
            stacks: Vec::new(),
            release: Vec::new(),
            measured: Measured::default(),
        }
    }

    fn error(recorded: &str) -> String {
        let (root, listing) = listing_with(recorded);
        read_heap(root.path(), &listing)
            .expect_err("a problem")
            .to_string()
    }

    #[test]
    fn what_is_written_is_read_back() {
        let (root, listing) = listing_with("");
        write_heap(root.path(), &listing, &report()).expect("written");
        assert_eq!(read_heap(root.path(), &listing), Ok(report()));
    }

    #[test]
    fn a_file_that_ends_early_is_called_cut_short() {
        let text = to_text(&report()).expect("text");
        let error = error(&text[..text.len() / 2]);
        assert!(
            error.contains("heap.json:") && error.contains("cut short"),
            "{error}"
        );
        assert!(
            error.contains("run 'cargo book record one-first'"),
            "{error}"
        );
    }

    #[test]
    fn a_malformed_file_is_reported_with_line_and_column() {
        let error = error("{\n  \"schema\": 1,\n  \"listing\": oops\n}\n");
        assert!(
            error.contains("heap.json:3:14: error: this file is malformed"),
            "{error}"
        );
    }

    #[test]
    fn a_newer_schema_is_named() {
        let error = error("{\"schema\": 99, \"new\": true}");
        assert!(error.contains("schema 99 is newer"), "{error}");
    }

    #[test]
    fn a_report_of_another_listing_is_named() {
        let mut other = report();
        other.listing = "two-second".into();
        let error = error(&to_text(&other).expect("text"));
        assert!(
            error.contains("this is the report of listing 'two-second'"),
            "{error}"
        );
    }

    #[test]
    fn a_missing_report_says_how_to_record_it() {
        let (root, listing) = listing_with("");
        std::fs::remove_file(root.path().join(listing.heap_path())).expect("removed");
        let error = read_heap(root.path(), &listing)
            .expect_err("missing")
            .to_string();
        assert!(
            error.contains("no recorded heap report\nhelp: run 'cargo book record one-first'"),
            "{error}"
        );
    }
}
