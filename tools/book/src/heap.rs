//! `cargo book heap`: one listing's report in the terminal, or in the format of another tool.

use crate::progress::Terminal;
use crate::record::{find, require_tools};
use crate::report::{self, Failure};
use crate::{Outcome, cli};
use catalog::{CaseReport, Catalog, HeapMode, HeapReport, Listing, Profile, Stack};
use std::path::{Path, PathBuf};

/// Profiles the listing afresh, prints the report and writes the exports.
pub(crate) fn run(root: &Path, options: &cli::Heap) -> Outcome {
    require_tools()?;
    let (catalog, problems) = Catalog::load(root);
    report::content(problems)?;
    let (name, case) = match options.listing.split_once(':') {
        Some((name, case)) => (name, Some(case)),
        None => (options.listing.as_str(), None),
    };
    let listing = find(&catalog, name)?;
    let heap_test = heap_test(root, listing)?;
    let report = lab::fresh_report(root, listing, &heap_test)
        .map_err(|error| failed(name, &format!("{error:#}")))?;
    let shown = wanted(&report, case)?;
    for case in &shown {
        print(root, listing, case);
    }
    match (options.exports(), shown.as_slice()) {
        (false, _) => Ok(()),
        (true, [only]) => export(listing, &heap_test, &report, &only.case, options),
        (true, _) => Err(Failure::Usage(format!(
            "an export holds one case: name it, as in '{name}:{}'",
            shown.first().map_or("run", |case| &case.case)
        ))),
    }
}

/// Builds the listing and returns the place of its heap test.
fn heap_test(root: &Path, listing: &Listing) -> Result<PathBuf, Failure> {
    let name = listing.name.as_str();
    if listing.settings.heap == HeapMode::None {
        let message = format!("listing '{name}' has no heap report (heap = \"none\")");
        return Err(Failure::Usage(message));
    }
    let mut binaries = lab::build(root, &[name], Profile::Dev, &Terminal::default())?;
    if let Some(errors) = binaries.failed.get(name) {
        return Err(failed(name, &format!("does not compile\n{errors}")));
    }
    let missing = "there is no tests/heap.rs; add one or set heap = \"none\"";
    binaries
        .heap
        .remove(name)
        .ok_or_else(|| failed(name, missing))
}

/// The listing is at fault, not the machine.
fn failed(name: &str, what: &str) -> Failure {
    eprintln!("failed     {name}: {what}");
    Failure::Reported
}

/// The case of this name, or all cases.
fn wanted<'a>(report: &'a HeapReport, name: Option<&str>) -> Result<Vec<&'a CaseReport>, Failure> {
    let cases = report.exact.cases.iter();
    let Some(name) = name else {
        return Ok(cases.collect());
    };
    let names: Vec<&str> = cases.map(|case| case.case.as_str()).collect();
    let case = report.case(name).ok_or_else(|| {
        let (listing, names) = (&report.listing, names.join(", "));
        Failure::Usage(format!("'{listing}' has no case '{name}'; it has {names}"))
    })?;
    Ok(vec![case])
}

fn export(
    listing: &Listing,
    heap_test: &Path,
    report: &HeapReport,
    case: &str,
    options: &cli::Heap,
) -> Outcome {
    let stacks = report.stacks.iter().filter(|stack| stack.case == case);
    let stacks: Vec<Stack> = stacks.cloned().collect();
    if let Some(file) = &options.pprof {
        write(file, &lab::pprof(report, &stacks)?)?;
    }
    if let Some(file) = &options.folded {
        write(file, lab::folded(&stacks, options.measure).as_bytes())?;
    }
    if let Some(file) = &options.dhat {
        write(file, &lab::dhat_json(listing, case, heap_test)?)?;
    }
    Ok(())
}

fn write(file: &Path, bytes: &[u8]) -> Outcome {
    catalog::write_atomically(file, bytes)?;
    println!("wrote {} ({} bytes)", file.display(), bytes.len());
    Ok(())
}

fn print(root: &Path, listing: &Listing, case: &CaseReport) {
    let source = std::fs::read_to_string(root.join(listing.path("src/lib.rs"))).unwrap_or_default();
    let totals = &case.totals;
    println!("{}::{}", listing.name, case.case);
    println!(
        "  requested  {:>12} B in {} blocks",
        totals.bytes, totals.blocks
    );
    println!(
        "  at peak    {:>12} B in {} blocks",
        totals.peak_bytes, totals.peak_blocks
    );
    println!(
        "  at end     {:>12} B in {} blocks",
        totals.end_bytes, totals.end_blocks
    );
    println!(
        "\n  {:<14} {:>8} {:>12} {:>12}  code",
        "line", "blocks", "bytes", "freed"
    );
    for site in &case.sites {
        let number = site.line_in("src/lib.rs").unwrap_or(0);
        let code = source
            .lines()
            .nth(number.wrapping_sub(1))
            .unwrap_or_default()
            .trim();
        println!(
            "  {:<14} {:>8} {:>12} {:>12}  {code}",
            site.at, site.blocks, site.bytes, site.freed_bytes
        );
    }
    println!();
}
