//! What the unedited listing does to the heap, to be shown beside a run.

use super::Runs;
use catalog::Catalog;
use runner::{Answer, Stop};
use serde_json::{Value, json};
use std::sync::PoisonError;

impl Runs {
    /// What the unedited listing does to the heap, to be shown beside: the record of `run`, or else one
    /// run of it here.
    pub(super) fn baseline(&self, name: &str) -> Value {
        let mut known = self
            .baselines
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(name) {
            return found.clone();
        }
        let found = recorded(&self.runner.catalog(), name).unwrap_or_else(|| self.measured(name));
        known.insert(name.to_owned(), found.clone());
        found
    }

    fn measured(&self, name: &str) -> Value {
        let answer = self
            .runner
            .original(name)
            .and_then(|request| self.runner.execute(&request, &Stop::default(), &mut |_| {}));
        match answer {
            Ok(Answer {
                heap: Some(heap), ..
            }) => {
                json!({ "source": "measured", "totals": heap.totals, "sites": heap.sites })
            }
            _ => Value::Null,
        }
    }
}

/// The record of a listing's case `run`, with what it was recorded by.
pub(crate) fn recorded(catalog: &Catalog, name: &str) -> Option<Value> {
    let report = catalog::read_heap(&catalog.root, catalog.listings.get(name)?).ok()?;
    let case = report.case("run")?;
    let (rustc, date) = (&report.measured.rustc, &report.measured.date);
    Some(json!({
        "source": "recorded", "rustc": rustc, "date": date, "totals": case.totals, "sites": case.sites,
    }))
}
