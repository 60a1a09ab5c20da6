//! The child process: runs one case under one mode and writes what it saw.

use crate::harness::Case;
use crate::recorder::{Mode, watch};
use crate::{frames, trace};
use anyhow::{Context, Result, bail};
use catalog::{Event, Op, Site};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// `dhat` or `trace`: the test binary is a child that runs one case.
pub const MODE_VARIABLE: &str = "HEAPLAB_MODE";
/// The case that the child runs.
pub const CASE_VARIABLE: &str = "HEAPLAB_CASE";
/// The file that the child writes: dhat's JSON, or the trace.
pub const OUT_VARIABLE: &str = "HEAPLAB_OUT";
/// Set to a file name, the harness writes a fresh report there instead of testing.
pub const REPORT_VARIABLE: &str = "HEAPLAB_REPORT";
/// Set to a file name, the harness writes the layouts of the listing's types there, if `verify!` names any.
pub const LAYOUT_VARIABLE: &str = "HEAPLAB_LAYOUT";

/// Events kept of a trace; later ones are only counted. A page cannot show more, and the file stays small.
const EVENTS_KEPT: usize = 2_000;

/// What a child in trace mode writes.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct TraceReport {
    pub(crate) blocks: u64,
    pub(crate) bytes: u64,
    pub(crate) peak_bytes: u64,
    pub(crate) end_bytes: u64,
    pub(crate) freed: BTreeMap<String, Site>,
    pub(crate) events: Vec<Event>,
    pub(crate) events_dropped: u64,
}

/// What the environment asks a child to do; `None` in the harness itself.
pub(crate) fn order() -> Option<(String, String, PathBuf)> {
    let mode = std::env::var(MODE_VARIABLE).ok()?;
    let case = std::env::var(CASE_VARIABLE).ok()?;
    let out = std::env::var_os(OUT_VARIABLE)?;
    Some((mode, case, out.into()))
}

/// Runs the case under the mode.
pub(crate) fn run(listing: &str, mode: &str, case: &Case, out: &Path) -> Result<()> {
    // The first use of stdout allocates its buffer, which is not the listing's doing.
    let _ = std::io::stdout();
    match mode {
        "dhat" => under_dhat(case, out),
        "trace" => under_trace(listing, case, out),
        other => bail!("unknown mode '{other}'"),
    }
}

fn under_dhat(case: &Case, out: &Path) -> Result<()> {
    watch(Mode::Dhat);
    // The deepest stack that dhat keeps whole; a shallower one would lose the listing's own frames.
    let profiler = dhat::Profiler::builder()
        .file_name(out)
        .trim_backtraces(Some(64))
        .build();
    (case.run)();
    drop(profiler);
    watch(Mode::Nobody);
    Ok(())
}

fn under_trace(listing: &str, case: &Case, out: &Path) -> Result<()> {
    trace::start();
    watch(Mode::Trace);
    (case.run)();
    watch(Mode::Nobody);
    let report = summarise(listing, &trace::finish());
    let json = serde_json::to_vec(&report)?;
    std::fs::write(out, json).with_context(|| format!("cannot write {}", out.display()))
}

fn summarise(listing: &str, trace: &trace::Trace) -> TraceReport {
    let sites: Vec<String> = trace
        .stacks
        .iter()
        .map(|stack| frames::site(listing, stack))
        .collect();
    let mut report = TraceReport {
        blocks: 0,
        bytes: 0,
        peak_bytes: trace.peak(),
        end_bytes: trace.events.last().map_or(0, |event| event.live),
        freed: BTreeMap::new(),
        events: Vec::new(),
        events_dropped: trace.events.len().saturating_sub(EVENTS_KEPT) as u64,
    };
    for event in &trace.events {
        let at = &sites[event.stack];
        if event.op == Op::Free {
            let site = report.freed.entry(at.clone()).or_default();
            site.freed_blocks += 1;
            site.freed_bytes += event.size;
        } else {
            report.blocks += 1;
            report.bytes += event.size;
        }
        if report.events.len() < EVENTS_KEPT {
            let row = (event.op, event.block, event.size, event.align, event.live);
            report
                .events
                .push(Event(row.0, row.1, row.2, row.3, row.4, at.clone()));
        }
    }
    report
}
