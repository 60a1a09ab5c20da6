//! Reads dhat's JSON and sums it by source line.
//!
//! Format: the comment at the head of `dhat/dh_main.c` in Valgrind, which dhat-rs follows. Addresses,
//! times, the order of program points and the names of std's own frames change between runs; the sums
//! by line of the listing do not.

use crate::frames::{RUNTIME, listing_line, short_name};
use anyhow::{Context, Result};
use catalog::{Site, Stack, Totals};
use serde::Deserialize;
use std::collections::BTreeMap;

/// One dhat run, canonical.
#[derive(Debug, Default)]
pub(crate) struct DhatReport {
    pub(crate) totals: Totals,
    pub(crate) sites: BTreeMap<String, Site>,
    pub(crate) stacks: Vec<Stack>,
}

#[derive(Deserialize)]
struct Profile {
    pps: Vec<ProgramPoint>,
    ftbl: Vec<String>,
}

/// A program point: one call stack with what was requested there.
#[derive(Deserialize)]
struct ProgramPoint {
    tb: u64,
    tbk: u64,
    gb: u64,
    gbk: u64,
    eb: u64,
    ebk: u64,
    fs: Vec<usize>,
}

/// A frame of dhat's table: `0x55…: alloc::vec::Vec<T>::push (alloc/src/vec/mod.rs:2442:9)`.
struct Frame<'a> {
    name: &'a str,
    file: &'a str,
    line: u32,
}

impl<'a> Frame<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let (_, rest) = text.split_once(": ")?;
        let (name, place) = rest.strip_suffix(')')?.rsplit_once(" (")?;
        let mut parts = place.rsplitn(3, ':');
        let (_column, line) = (parts.next()?, parts.next()?);
        Some(Self {
            name,
            file: parts.next()?,
            line: line.parse().ok()?,
        })
    }
}

/// Canonicalises dhat's JSON for one case of a listing.
pub(crate) fn canonical(listing: &str, case: &str, json: &str) -> Result<DhatReport> {
    let profile: Profile = serde_json::from_str(json).context("dhat wrote unexpected JSON")?;
    let mut report = DhatReport::default();
    let mut stacks: BTreeMap<String, Stack> = BTreeMap::new();
    for point in &profile.pps {
        let frames: Vec<Frame> = point
            .fs
            .iter()
            .filter_map(|index| Frame::parse(profile.ftbl.get(*index)?))
            .collect();
        let at = frames
            .iter()
            .find_map(|frame| listing_line(listing, frame.file, frame.line))
            .unwrap_or_else(|| RUNTIME.to_owned());
        add_to_totals(&mut report.totals, point);
        let site = report.sites.entry(at.clone()).or_default();
        site.at = at;
        add_to_site(site, point);
        let path = path(listing, &frames);
        let stack = stacks
            .entry(path.clone())
            .or_insert_with(|| empty_stack(case, path));
        add_to_stack(stack, point);
    }
    report.stacks = stacks.into_values().collect();
    report
        .stacks
        .sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.path.cmp(&b.path)));
    Ok(report)
}

fn add_to_totals(totals: &mut Totals, point: &ProgramPoint) {
    totals.blocks += point.tbk;
    totals.bytes += point.tb;
    totals.peak_blocks += point.gbk;
    totals.peak_bytes += point.gb;
    totals.end_blocks += point.ebk;
    totals.end_bytes += point.eb;
}

fn add_to_site(site: &mut Site, point: &ProgramPoint) {
    site.blocks += point.tbk;
    site.bytes += point.tb;
    site.peak_blocks += point.gbk;
    site.peak_bytes += point.gb;
    site.end_blocks += point.ebk;
    site.end_bytes += point.eb;
}

fn add_to_stack(stack: &mut Stack, point: &ProgramPoint) {
    stack.blocks += point.tbk;
    stack.bytes += point.tb;
    stack.peak_blocks += point.gbk;
    stack.peak_bytes += point.gb;
    stack.end_blocks += point.ebk;
    stack.end_bytes += point.eb;
}

fn empty_stack(case: &str, path: String) -> Stack {
    Stack {
        case: case.to_owned(),
        path,
        blocks: 0,
        bytes: 0,
        end_blocks: 0,
        end_bytes: 0,
        peak_blocks: 0,
        peak_bytes: 0,
    }
}

/// The listing's own frames from the outside in, then the one std function that the innermost calls.
fn path(listing: &str, frames: &[Frame]) -> String {
    let own: Vec<(usize, String)> = frames
        .iter()
        .enumerate()
        .filter_map(|(index, frame)| {
            let at = listing_line(listing, frame.file, frame.line)?;
            Some((index, format!("{} ({at})", short_name(frame.name))))
        })
        .collect();
    let callee = match own.first() {
        Some((innermost, _)) => innermost.checked_sub(1).and_then(|index| frames.get(index)),
        None => frames.first(),
    };
    let names = own.into_iter().rev().map(|(_, name)| name);
    names
        .chain(callee.map(|frame| short_name(frame.name)))
        .collect::<Vec<_>>()
        .join(";")
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = r#"{"dhatFileVersion":2,"pps":[
        {"tb":224,"tbk":3,"gb":128,"gbk":1,"eb":0,"ebk":0,"fs":[1,2,3]},
        {"tb":16,"tbk":1,"gb":0,"gbk":0,"eb":16,"ebk":1,"fs":[4,2,3]},
        {"tb":8,"tbk":1,"gb":0,"gbk":0,"eb":0,"ebk":0,"fs":[1]}],
        "ftbl":["[root]",
        "0x1: <alloc::alloc::Global as core::alloc::Allocator>::allocate (alloc/src/alloc.rs:429:14)",
        "0x2: one_first::grown (one-first/src/lib.rs:7:18)",
        "0x3: one_first::run (one-first/src/lib.rs:22:5)",
        "0x4: alloc::vec::Vec<T>::push (alloc/src/vec/mod.rs:1:1)"]}"#;

    #[test]
    fn program_points_of_one_line_are_summed() {
        let report = canonical("one-first", "run", JSON).expect("a report");
        assert_eq!((report.totals.blocks, report.totals.bytes), (5, 248));
        let site = &report.sites["src/lib.rs:7"];
        assert_eq!((site.blocks, site.bytes, site.end_bytes), (4, 240, 16));
        assert_eq!(report.sites["runtime"].bytes, 8);
    }

    #[test]
    fn a_path_is_the_listings_frames_and_the_function_they_call() {
        let report = canonical("one-first", "run", JSON).expect("a report");
        let paths: Vec<&str> = report
            .stacks
            .iter()
            .map(|stack| stack.path.as_str())
            .collect();
        assert_eq!(
            paths,
            [
                "run (src/lib.rs:22);grown (src/lib.rs:7);Allocator::allocate",
                "run (src/lib.rs:22);grown (src/lib.rs:7);Vec::push",
                "Allocator::allocate",
            ]
        );
    }
}
