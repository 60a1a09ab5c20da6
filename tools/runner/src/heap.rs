//! The tracer's report, with lines of the source in place of addresses.
//!
//! A program can write what it likes into the report: whatever does not fit is no report.

use addr2line::Context;
use catalog::{Event, Op, Totals};
use gimli::{Dwarf, EndianSlice, RunTimeEndian};
use object::{Object, ObjectSection};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// What a run did to the heap.
#[derive(Debug, Clone, Serialize)]
pub struct Heap {
    /// Sums over the run.
    pub totals: Totals,
    /// Sums by line.
    pub sites: Vec<HeapSite>,
    /// Each request in order: `[op, block, size, align, live, at]`.
    pub events: Vec<Event>,
    /// Requests beyond the tracer's limit.
    pub events_dropped: u64,
}

/// What one line asked for and gave back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct HeapSite {
    /// `src/lib.rs:12`, or `runtime` when no line of the code led to it.
    pub at: String,
    /// Blocks requested.
    pub blocks: u64,
    /// Bytes requested.
    pub bytes: u64,
    /// Blocks given back by this line.
    pub freed_blocks: u64,
    /// Bytes given back by this line.
    pub freed_bytes: u64,
    /// Of the blocks requested here, live at the end.
    pub end_blocks: u64,
    /// Of the bytes requested here, live at the end.
    pub end_bytes: u64,
}

#[derive(Deserialize)]
struct Raw {
    totals: Totals,
    events: Vec<(Op, u32, u64, u64, u64, usize)>,
    events_dropped: u64,
    stacks: Vec<Vec<u64>>,
    sums: Vec<[u64; 6]>,
}

/// Reads a report about `binary`, whose source lies in `folder` and has `lines` lines of the reader's.
pub(crate) fn read(report: &[u8], binary: &Path, folder: &Path, lines: u32) -> Option<Heap> {
    let raw: Raw = serde_json::from_slice(report).ok()?;
    let places = places(&raw.stacks, binary, folder, lines);
    let place = |stack: usize| places.get(stack).map_or("runtime", String::as_str);
    let mut sites: BTreeMap<(String, u32), HeapSite> = BTreeMap::new();
    for (stack, sums) in raw.sums.iter().enumerate() {
        if sums.iter().any(|sum| *sum > 0) {
            let at = place(stack);
            let site = sites.entry(order(at)).or_default();
            at.clone_into(&mut site.at);
            let [
                blocks,
                bytes,
                freed_blocks,
                freed_bytes,
                end_blocks,
                end_bytes,
            ] = sums;
            add(&mut site.blocks, *blocks);
            add(&mut site.bytes, *bytes);
            add(&mut site.freed_blocks, *freed_blocks);
            add(&mut site.freed_bytes, *freed_bytes);
            add(&mut site.end_blocks, *end_blocks);
            add(&mut site.end_bytes, *end_bytes);
        }
    }
    let events = raw
        .events
        .iter()
        .map(|(op, block, size, align, live, stack)| {
            Event(*op, *block, *size, *align, *live, place(*stack).to_owned())
        });
    Some(Heap {
        totals: raw.totals,
        sites: sites.into_values().collect(),
        events: events.collect(),
        events_dropped: raw.events_dropped,
    })
}

fn add(sum: &mut u64, more: u64) {
    *sum = sum.saturating_add(more);
}

/// By file, then by line as a number.
fn order(at: &str) -> (String, u32) {
    let (file, line) = at.rsplit_once(':').unwrap_or((at, ""));
    (file.to_owned(), line.parse().unwrap_or(u32::MAX))
}

type Slice<'a> = EndianSlice<'a, RunTimeEndian>;

/// For each stack the innermost line of the reader's code.
fn places(stacks: &[Vec<u64>], binary: &Path, folder: &Path, lines: u32) -> Vec<String> {
    let data = std::fs::read(binary).unwrap_or_default();
    let lookup = object::File::parse(data.as_slice()).ok().and_then(|file| {
        let endian = if file.is_little_endian() {
            RunTimeEndian::Little
        } else {
            RunTimeEndian::Big
        };
        let dwarf = Dwarf::load(|section| {
            let bytes = file
                .section_by_name(section.name())
                .and_then(|found| found.data().ok());
            Ok::<_, gimli::Error>(EndianSlice::new(bytes.unwrap_or_default(), endian))
        });
        Context::from_dwarf(dwarf.ok()?).ok()
    });
    let mut known = BTreeMap::new();
    let mut line_of = |address: u64| -> Option<String> {
        let lookup = lookup.as_ref()?;
        known
            .entry(address)
            .or_insert_with(|| line(lookup, address, folder, lines))
            .clone()
    };
    stacks
        .iter()
        .map(|stack| stack.iter().find_map(|address| line_of(*address)))
        .map(|found| found.unwrap_or_else(|| "runtime".to_owned()))
        .collect()
}

fn line(lookup: &Context<Slice<'_>>, address: u64, folder: &Path, lines: u32) -> Option<String> {
    // A return address points behind the call, which may already be the next line.
    let mut frames = lookup
        .find_frames(address.checked_sub(1)?)
        .skip_all_loads()
        .ok()?;
    while let Ok(Some(frame)) = frames.next() {
        let Some(location) = frame.location else {
            continue;
        };
        let (Some(file), Some(line)) = (location.file, location.line) else {
            continue;
        };
        let Ok(file) = Path::new(file).strip_prefix(folder) else {
            continue;
        };
        // Behind the last line stands what was appended to it.
        if line <= lines {
            return Some(format!(
                "{}:{line}",
                file.to_string_lossy().replace('\\', "/")
            ));
        }
    }
    None
}
