//! The program points in dhat's file, summed by the function of the tour that asked.

use serde::Deserialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The parts of the file that are read here.
#[derive(Deserialize)]
struct Report {
    pps: Vec<Point>,
    ftbl: Vec<String>,
}

/// One call stack: blocks and bytes in total, bytes at t-gmax and at t-end, the sum of all lifetimes.
#[derive(Deserialize)]
struct Point {
    tbk: u64,
    tb: u64,
    gb: u64,
    eb: u64,
    tl: u64,
    /// Indices into `ftbl`, the innermost frame first.
    fs: Vec<usize>,
}

/// Where dhat writes, so that two runs at once do not meet; without a name it is `dhat-heap.json` here.
pub(crate) fn file() -> PathBuf {
    std::env::temp_dir().join(format!("prof-dhat-heap-{}.json", std::process::id()))
}

/// Prints a row for each function, the one with the most bytes first, and removes the file.
pub(crate) fn print(path: &Path) {
    let text = std::fs::read_to_string(path).expect("dhat wrote it");
    std::fs::remove_file(path).expect("it is ours");
    let report: Report = serde_json::from_str(&text).expect("dhat writes JSON");
    let (points, frames) = (report.pps.len(), report.ftbl.len());
    println!("{points} program points, {frames} frames");
    println!("          blocks   bytes  t-gmax  t-end  mean lifetime");
    let mut rows: Vec<_> = sums(&report).into_iter().collect();
    rows.sort_by_key(|(_, [_, bytes, ..])| Reverse(*bytes));
    for (function, [blocks, bytes, peak, end, lifetimes]) in rows {
        let mean = lifetimes / blocks;
        println!("{function:<9} {blocks:>6} {bytes:>7} {peak:>7} {end:>6} {mean:>11} µs");
    }
}

/// The sums by function, and of all.
fn sums(report: &Report) -> BTreeMap<&str, [u64; 5]> {
    let mut sums: BTreeMap<&str, [u64; 5]> = BTreeMap::new();
    for point in &report.pps {
        let figures = [point.tbk, point.tb, point.gb, point.eb, point.tl];
        for function in [asker(report, point), "all"] {
            let sum = sums.entry(function).or_default();
            for (sum, figure) in sum.iter_mut().zip(figures) {
                *sum += figure;
            }
        }
    }
    sums
}

/// The innermost frame in the tour's own code: `label` of `0x5581…: prof_dhat_tour::label (…/lib.rs:36:5)`.
fn asker<'a>(report: &'a Report, point: &Point) -> &'a str {
    let own = |frame: &usize| {
        let (_, name) = report.ftbl[*frame].split_once(": ")?;
        let name = name.strip_prefix("prof_dhat_tour::")?;
        name.split([':', ' ']).next()
    };
    point.fs.iter().find_map(own).unwrap_or("std")
}
