//! `cargo book test`: every listing again, every page checked, and one line to read at the end.

use crate::progress::Terminal;
use crate::record::require_tools;
use crate::report::{self, Failure};
use crate::{Outcome, check, cli, quizzes, widgets};
use catalog::{Catalog, Diagnostic};
use lab::{Cache, CaseResult, Kind, Options, Verdict, check_exercises, run_suite};
use std::collections::BTreeMap;
use std::path::Path;

/// Runs the suite and prints failures, skips, counts by kind, and `N passed, M failed`.
pub(crate) fn run(root: &Path, options: &cli::Test) -> Outcome {
    require_tools()?;
    let (catalog, problems) = Catalog::load(root);
    let mut cache = Cache::open(root);
    if options.no_cache {
        cache.clear();
    }
    let suite = Options {
        filter: options.filter.clone(),
        shard: options.shard,
    };
    if let Some(filter) = &suite.filter
        && !catalog
            .listings
            .values()
            .any(|listing| suite.wants(listing))
    {
        report::content(problems)?;
        let message = format!("no listing or chapter contains '{filter}'");
        return Err(Failure::Usage(message));
    }
    let mut results = run_suite(&catalog, &suite, &mut cache, &Terminal::default())?;
    cache.save()?;
    if options.filter.is_some() {
        report::content(problems)?;
    } else if options.shard.is_none_or(lab::Shard::is_first) {
        results.extend(whole_book(root, &catalog, &mut cache)?);
        cache.save()?;
    }
    print(&results);
    let failed = results
        .iter()
        .any(|case| matches!(case.verdict, Verdict::Failed(_)));
    if failed {
        Err(Failure::Reported)
    } else {
        Ok(())
    }
}

/// What belongs to no single listing: pages, quizzes, widgets, exercises; from the cache while nothing changes.
fn whole_book(
    root: &Path,
    catalog: &Catalog,
    cache: &mut Cache,
) -> Result<Vec<CaseResult>, Failure> {
    if let Some(cases) = cache.lookup_book(root) {
        return Ok(cases);
    }
    let checked = check::check(root)?;
    let mut cases = quizzes::cases(root, catalog, &checked.problems);
    cases.extend(widgets::cases(
        catalog,
        &checked.problems,
        &Terminal::default(),
    )?);
    cases.extend(pages(checked));
    cases.extend(check_exercises(catalog, &Terminal::default())?);
    cache.remember_book(root, &cases);
    Ok(cases)
}

/// One case per page, and one per file elsewhere that has problems.
fn pages(checked: check::Checked) -> Vec<CaseResult> {
    let mut by_page: BTreeMap<String, Vec<Diagnostic>> = checked
        .pages
        .into_iter()
        .map(|page| (page, Vec::new()))
        .collect();
    let of_pages = checked.problems.into_iter();
    for problem in of_pages.filter(|problem| !quizzes::owns(problem) && !widgets::owns(problem)) {
        let path = problem.path.to_string_lossy().into_owned();
        let name = path
            .strip_prefix("src/ko/")
            .or(path.strip_prefix("src/en/"))
            .unwrap_or(&path);
        by_page.entry(name.to_owned()).or_default().push(problem);
    }
    let cases = by_page.into_iter().map(|(page, mut problems)| {
        problems.sort();
        problems.dedup();
        let result = if problems.is_empty() {
            Ok(())
        } else {
            Err(report::rendered(&problems, false))
        };
        CaseResult::new(Kind::Page, page, result)
    });
    cases.collect()
}

fn print(results: &[CaseResult]) {
    let mut counts: BTreeMap<Kind, [usize; 3]> = BTreeMap::new();
    for case in results {
        let count = counts.entry(case.kind).or_default();
        match &case.verdict {
            Verdict::Passed => count[0] += 1,
            Verdict::Failed(message) => {
                count[1] += 1;
                println!("FAILED {} {}\n{message}\n", case.kind, case.name);
            }
            Verdict::Skipped(reason) => {
                count[2] += 1;
                println!("skipped {} {}: {reason}", case.kind, case.name);
            }
        }
    }
    for (kind, [passed, failed, skipped]) in &counts {
        println!("{kind:>13}: {passed} passed, {failed} failed, {skipped} skipped");
    }
    let total = |index: usize| counts.values().map(|count| count[index]).sum::<usize>();
    let skipped = match total(2) {
        0 => String::new(),
        skipped => format!(", {skipped} skipped"),
    };
    println!("{} passed, {} failed{skipped}", total(0), total(1));
}
