//! What a case asks of the heap now: a run under dhat and one under the tracer, joined.

use super::Case;
use super::spawn::spawn;
use crate::child::TraceReport;
use crate::dhat_report::{self, DhatReport};
use crate::frames::RUNTIME;
use anyhow::{Context, Result, ensure};
use catalog::{CaseReport, Listing, Site, Stack};
use std::collections::BTreeMap;

/// Runs a case under dhat and under the tracer, and joins what they saw.
pub(super) fn fresh(listing: &Listing, case: &Case) -> Result<(CaseReport, Vec<Stack>)> {
    let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
    let json = spawn(listing, "dhat", case, &folder.path().join("dhat.json"))?;
    let dhat = dhat_report::canonical(&listing.name, case.name, &json)?;
    let json = spawn(listing, "trace", case, &folder.path().join("trace.json"))?;
    let trace: TraceReport =
        serde_json::from_str(&json).context("the tracer wrote unexpected JSON")?;
    let threads = listing.settings.threads;
    if !threads {
        must_agree(&dhat, &trace)?;
        // An optimised build has no line numbers; only its totals are used.
        if cfg!(debug_assertions) {
            must_be_the_listings(&dhat)?;
        }
    }
    Ok(join(case, dhat, trace, threads))
}

fn must_agree(dhat: &DhatReport, trace: &TraceReport) -> Result<()> {
    let seen = (trace.blocks, trace.bytes, trace.peak_bytes, trace.end_bytes);
    let totals = &dhat.totals;
    let counted = (
        totals.blocks,
        totals.bytes,
        totals.peak_bytes,
        totals.end_bytes,
    );
    ensure!(
        seen == counted,
        "the tracer saw (blocks, bytes, peak, end) {seen:?}, dhat counted {counted:?}; \
         if the listing allocates on several threads, set threads = true in its Cargo.toml"
    );
    Ok(())
}

/// A request that no line of the listing led to would appear in the totals and on no line of the page.
fn must_be_the_listings(dhat: &DhatReport) -> Result<()> {
    let strange = dhat.sites.get(RUNTIME).map_or(0, |site| site.blocks);
    ensure!(
        strange == 0,
        "{strange} blocks were requested by no line of the listing's src/; is one of its functions \
         called from outside, or does it allocate on another thread (threads = true)?"
    );
    Ok(())
}

fn join(
    case: &Case,
    dhat: DhatReport,
    trace: TraceReport,
    threads: bool,
) -> (CaseReport, Vec<Stack>) {
    let mut sites: BTreeMap<String, Site> = dhat.sites;
    for (at, freed) in trace.freed {
        let site = sites.entry(at.clone()).or_default();
        site.at = at;
        site.freed_blocks = freed.freed_blocks;
        site.freed_bytes = freed.freed_bytes;
    }
    let mut report = CaseReport {
        case: case.name.to_owned(),
        totals: dhat.totals,
        sites: sites.into_values().collect(),
        events: trace.events,
        events_dropped: trace.events_dropped,
    };
    report.sites.sort_by_key(|site| line_order(&site.at));
    if threads {
        forget_order(&mut report);
    }
    (report, dhat.stacks)
}

/// The order in which lines are listed: by file, then by number.
pub(crate) fn line_order(at: &str) -> (String, u32) {
    let (file, line) = at.rsplit_once(':').unwrap_or((at, "0"));
    (file.to_owned(), line.parse().unwrap_or(0))
}

/// With several threads the order of events, and with it every peak, differs from run to run.
fn forget_order(report: &mut CaseReport) {
    report.totals.peak_blocks = 0;
    report.totals.peak_bytes = 0;
    report.events.clear();
    report.events_dropped = 0;
    for site in &mut report.sites {
        site.peak_blocks = 0;
        site.peak_bytes = 0;
    }
}
