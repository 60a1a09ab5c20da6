//! `cargo book bench`.

use crate::progress::Terminal;
use crate::record::{print, require_tools};
use crate::report::{self, Failure};
use crate::{Outcome, cli};
use catalog::{Catalog, Listing};
use lab::Recording;
use std::path::Path;

/// Measures the wanted listings' benchmarks and prints what was found, or counts their instructions again.
pub(crate) fn run(root: &Path, options: &cli::Bench) -> Outcome {
    require_tools()?;
    let (catalog, problems) = Catalog::load(root);
    report::content(problems)?;
    let listings = wanted(&catalog, options.filter.as_deref())?;
    let progress = Terminal::default();
    if options.count {
        let counts = lab::recount(&catalog, &listings, &progress)?;
        return compare(&counts);
    }
    let recordings = lab::record_bench(&catalog, &listings, options.even_if_busy, &progress)?;
    let outcome = print(&recordings);
    for listing in listings
        .iter()
        .filter(|listing| is_recorded(listing, &recordings))
    {
        let standing = catalog::BenchStanding::of(root, listing);
        for judged in &standing.claims {
            println!("{}: {judged}", listing.name);
        }
    }
    outcome
}

fn is_recorded(listing: &Listing, recordings: &[Recording]) -> bool {
    recordings.contains(&Recording::Written(listing.bench_path()))
}

fn wanted<'a>(catalog: &'a Catalog, filter: Option<&str>) -> Result<Vec<&'a Listing>, Failure> {
    let named = |listing: &Listing| {
        filter
            .is_none_or(|filter| listing.name.contains(filter) || listing.chapter.contains(filter))
    };
    let listings: Vec<&Listing> = catalog.listings.values().filter(|one| named(one)).collect();
    let filter = filter.unwrap_or_default();
    if listings.is_empty() {
        let message = format!("no listing or chapter contains '{filter}'");
        return Err(Failure::Usage(message));
    }
    let with: Vec<&Listing> = listings
        .iter()
        .copied()
        .filter(|listing| !listing.benches.is_empty())
        .collect();
    if with.is_empty() {
        let first = &listings[0].name;
        return Err(Failure::Usage(format!(
            "'{filter}' has no benchmark; make one with: cargo book new bench {first} <name>"
        )));
    }
    Ok(with)
}

fn compare(counts: &[lab::Recount]) -> Outcome {
    let failed = counts.iter().filter(|count| !count.agrees()).count();
    for count in counts {
        let word = if count.agrees() {
            "as recorded"
        } else {
            "DIFFERS"
        };
        let (name, counted, recorded) = (&count.name, count.counted, count.recorded);
        println!("{name}: {counted:.3} times the first row, recorded {recorded:.3}: {word}");
    }
    println!("{} passed, {failed} failed", counts.len() - failed);
    if failed == 0 {
        Ok(())
    } else {
        Err(Failure::Reported)
    }
}
