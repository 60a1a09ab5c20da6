//! Widgets in `cargo book check` and `cargo book test`: the files of each are a case, and so are the answers of
//! its WebAssembly.

use crate::report;
use anyhow::Result;
use catalog::{Catalog, Diagnostic, Widget, check_wasm};
use lab::{CaseResult, Kind, Progress, check_widgets};
use render::{check_widget, render_widget};
use std::collections::BTreeSet;

/// What is wrong with the widgets, beyond what reading their files has found. `placed` are those that a page
/// shows.
pub(crate) fn problems(catalog: &Catalog, placed: &BTreeSet<String>) -> Vec<Diagnostic> {
    let widgets = catalog.widgets.values();
    let found = widgets.flat_map(|widget| {
        let mut found = check_wasm(&catalog.root, widget);
        found.extend(check_widget(widget));
        if !placed.contains(&format!("widget {}", widget.name)) {
            found.push(lonely(widget));
        }
        found
    });
    found.collect()
}

fn lonely(widget: &Widget) -> Diagnostic {
    Diagnostic::file(&widget.dir, "no page shows this widget").help(format!(
        "write {{{{#widget {}}}}} into its chapter, in both languages",
        widget.name
    ))
}

/// Whether a problem lies in a widget's files, where it is counted as a widget and not as a page.
pub(crate) fn owns(problem: &Diagnostic) -> bool {
    problem.path.starts_with("widgets")
}

/// One case for the files of each widget, and one for its answers. `found` is what the check of the whole
/// book found.
///
/// # Errors
/// When Cargo cannot be run.
pub(crate) fn cases(
    catalog: &Catalog,
    found: &[Diagnostic],
    progress: &dyn Progress,
) -> Result<Vec<CaseResult>> {
    let mut cases = Vec::new();
    let mut told = BTreeSet::new();
    for widget in catalog.widgets.values() {
        let mut problems = render_widget(catalog, widget);
        let own = found.iter().filter(|one| one.path.starts_with(&widget.dir));
        problems.extend(own.cloned());
        told.extend(problems.iter().cloned());
        cases.push(case(&format!("{} files", widget.name), problems));
    }
    // What cannot be read is no widget, and still a failure.
    let unread = found.iter().filter(|one| owns(one) && !told.contains(*one));
    cases.extend(unread.map(|problem| {
        let name = problem.path.display().to_string();
        case(&name, vec![problem.clone()])
    }));
    cases.extend(check_widgets(catalog, progress)?);
    Ok(cases)
}

fn case(name: &str, mut problems: Vec<Diagnostic>) -> CaseResult {
    problems.sort();
    problems.dedup();
    let result = match problems.is_empty() {
        true => Ok(()),
        false => Err(report::rendered(&problems, false)),
    };
    CaseResult::new(Kind::Widget, name, result)
}
