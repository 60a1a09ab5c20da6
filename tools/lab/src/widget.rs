//! Widgets: whether the committed WebAssembly answers as the crate does when it is compiled for this machine.

use crate::cargo::build_widgets;
use crate::{CaseResult, Kind, Limits, Progress, machine, run_limited};
use anyhow::Result;
use catalog::{Catalog, Widget};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Asks the questions of a file as a page would.
const ASK: &str = include_str!("ask.mjs");

/// One case for each widget that runs the book's Rust: the same questions, the same answers.
///
/// # Errors
/// When Cargo cannot be run.
pub fn check_widgets(catalog: &Catalog, progress: &dyn Progress) -> Result<Vec<CaseResult>> {
    let root = &catalog.root;
    let widgets = catalog.widgets.values();
    // What is missing is a problem of the files, which are a case of their own.
    let there = |widget: &&Widget| {
        let files = [widget.wasm(), widget.questions()];
        widget.has_glue(root) && files.iter().all(|file| root.join(file).is_file())
    };
    let widgets: Vec<&Widget> = widgets.filter(there).collect();
    if widgets.is_empty() {
        return Ok(Vec::new());
    }
    let name = |widget: &Widget| format!("{} answers as the crate does", widget.name);
    if !machine::starts("node", "--version") {
        let why = "there is no node on the PATH, which runs WebAssembly";
        let skipped = widgets.iter();
        return Ok(skipped
            .map(|widget| CaseResult::skipped(Kind::Widget, name(widget), why))
            .collect());
    }
    let packages: Vec<String> = widgets.iter().map(|widget| widget.package()).collect();
    let built = build_widgets(root, &packages, progress)?;
    let cases = widgets.iter().map(|widget| {
        let result = compare(root, widget, &built);
        CaseResult::new(Kind::Widget, name(widget), result)
    });
    Ok(cases.collect())
}

fn compare(
    root: &Path,
    widget: &Widget,
    built: &BTreeMap<String, Result<PathBuf, String>>,
) -> Result<(), String> {
    let manifest = widget.glue().join("Cargo.toml");
    let native = match built.get(&widget.package()) {
        Some(Ok(native)) => native,
        Some(Err(errors)) => {
            return Err(format!(
                "{}: does not compile\n{errors}",
                manifest.display()
            ));
        }
        None => {
            return Err(format!(
                "{}: it has to be the package '{}' with a src/main.rs that calls glue::serve",
                manifest.display(),
                widget.package()
            ));
        }
    };
    let questions = root.join(widget.questions());
    let mut native = Command::new(native);
    let mut node = Command::new("node");
    node.args(["--input-type=module", "--eval", ASK])
        .arg(root.join(widget.wasm()));
    let answers = |command: &mut Command, who: &str| {
        let outcome = run_limited(command.arg(&questions), Limits::seconds(60));
        let outcome = outcome.map_err(|error| format!("{who}: {error:#}"))?;
        outcome.text().map_err(|why| format!("{who} {why}"))
    };
    let here = answers(&mut native, "the crate")?;
    let there = answers(&mut node, "the WebAssembly")?;
    let asked = std::fs::read_to_string(&questions).map_err(|error| error.to_string())?;
    differs(widget, &asked, &here, &there).map_or(Ok(()), Err)
}

/// What the first differing answer is, or that there are none to compare.
fn differs(widget: &Widget, asked: &str, here: &str, there: &str) -> Option<String> {
    let asked: Vec<&str> = asked.lines().filter(|line| !line.is_empty()).collect();
    let file = widget.questions();
    if asked.is_empty() {
        return Some(format!("{}: it asks nothing", file.display()));
    }
    let (here, there): (Vec<&str>, Vec<&str>) = (here.lines().collect(), there.lines().collect());
    let at =
        (0..asked.len()).find(|at| here.get(*at) != there.get(*at) || here.get(*at).is_none())?;
    let said = |answers: &[&str]| {
        answers
            .get(at)
            .map_or("nothing".to_owned(), |text| (*text).to_owned())
    };
    Some(format!(
        "{}: '{}' has two answers\nthe crate:       {}\nthe WebAssembly: {}\n\
         if the crate is right, run: cargo book wasm {}",
        file.display(),
        asked[at],
        said(&here),
        said(&there),
        widget.name
    ))
}
