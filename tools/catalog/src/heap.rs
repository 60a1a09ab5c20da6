//! The schema of `recorded/heap.json`: what a listing asked of the heap.
//!
//! `exact` is compared whenever the listing is tested; `measured` says where it was recorded and is
//! only shown. A *block* is a request that dhat counts: an allocation, or a reallocation counted
//! once more with its whole new size. Sizes are the bytes requested, not what the allocator used.

use serde::{Deserialize, Serialize};

/// The schema that this version writes and reads.
pub const SCHEMA: u32 = 1;

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeapReport {
    /// [`SCHEMA`] of the writer.
    pub schema: u32,
    /// The listing's name.
    pub listing: String,
    /// Compared by `cargo test` and `cargo book test`.
    pub exact: Exact,
    /// Bytes and blocks by call path, for the icicle chart and the exports.
    pub stacks: Vec<Stack>,
    /// Cases whose totals differ when optimised; empty when none does.
    pub release: Vec<ReleaseTotals>,
    /// Where and with what it was recorded.
    pub measured: Measured,
}

impl HeapReport {
    /// The case of this name.
    pub fn case(&self, name: &str) -> Option<&CaseReport> {
        self.exact.cases.iter().find(|case| case.case == name)
    }
}

/// The part that must come out the same on every run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exact {
    /// Width of a pointer in bits; sizes are only compared on a machine with the same.
    pub pointer_width: u32,
    /// The listing allocates on several threads: no peak and no events are recorded.
    pub threads: bool,
    /// One report per function that `verify!` names.
    pub cases: Vec<CaseReport>,
}

/// What one function of the listing asked of the heap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseReport {
    /// The function's name.
    pub case: String,
    /// Sums over the whole case.
    pub totals: Totals,
    /// Sums by source line, in line order.
    pub sites: Vec<Site>,
    /// Every request in order, up to the recorder's limit.
    pub events: Vec<Event>,
    /// Requests beyond that limit.
    pub events_dropped: u64,
}

/// Sums over a case. All sizes are in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Blocks requested (dhat `tbk`).
    pub blocks: u64,
    /// Bytes requested (dhat `tb`).
    pub bytes: u64,
    /// Blocks live when the most bytes were live (dhat `gbk`).
    pub peak_blocks: u64,
    /// The most bytes that were live at once (dhat `gb`).
    pub peak_bytes: u64,
    /// Blocks live at the end (dhat `ebk`).
    pub end_blocks: u64,
    /// Bytes live at the end (dhat `eb`).
    pub end_bytes: u64,
}

/// Sums of one source line: the innermost line of the listing that led to the request.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// `src/lib.rs:12`, or `runtime` when no line of the listing led to it.
    pub at: String,
    /// Blocks requested.
    pub blocks: u64,
    /// Bytes requested.
    pub bytes: u64,
    /// Of these, blocks live at the peak of the case.
    pub peak_blocks: u64,
    /// Of these, bytes live at the peak of the case.
    pub peak_bytes: u64,
    /// Of these, blocks live at the end.
    pub end_blocks: u64,
    /// Of these, bytes live at the end.
    pub end_bytes: u64,
    /// Blocks that this line gave back, wherever they were requested.
    pub freed_blocks: u64,
    /// Bytes that this line gave back.
    pub freed_bytes: u64,
}

impl Site {
    /// The line number, when the site lies in `file`.
    pub fn line_in(&self, file: &str) -> Option<usize> {
        line_in(&self.at, file)
    }
}

/// The line of `src/lib.rs:12` when the file is the wanted one.
pub(crate) fn line_in(at: &str, file: &str) -> Option<usize> {
    let (path, line) = at.rsplit_once(':')?;
    (path == file).then(|| line.parse().ok())?
}

/// What a request did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Op {
    /// A new block.
    Alloc,
    /// A new block that must read as zero (`alloc_zeroed`).
    Zeroed,
    /// A block that got larger (`realloc`).
    Grow,
    /// A block that got smaller (`realloc`).
    Shrink,
    /// A block given back.
    Free,
}

impl Op {
    /// Whether dhat counts it as a block.
    pub fn is_request(self) -> bool {
        self != Self::Free
    }
}

/// One request: `[op, block, size, align, live, at]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event(
    /// What it did.
    pub Op,
    /// Which block, numbered from 0 in order of allocation.
    pub u32,
    /// The block's size after it in bytes; when freed, the size given back.
    pub u64,
    /// The block's alignment in bytes.
    pub u64,
    /// Live bytes after it.
    pub u64,
    /// The line, as in [`Site::at`].
    pub String,
);

impl Event {
    /// What it did.
    pub fn op(&self) -> Op {
        self.0
    }

    /// Which block.
    pub fn block(&self) -> u32 {
        self.1
    }

    /// The block's size in bytes.
    pub fn size(&self) -> u64 {
        self.2
    }

    /// Live bytes after it.
    pub fn live(&self) -> u64 {
        self.4
    }

    /// The line, as in [`Site::at`].
    pub fn at(&self) -> &str {
        &self.5
    }

    /// The line number, when the event lies in `file`.
    pub fn line_in(&self, file: &str) -> Option<usize> {
        line_in(&self.5, file)
    }
}

/// A call path with what was requested under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stack {
    /// The case it belongs to.
    pub case: String,
    /// Frames from the outside in, joined by `;` as in the folded format of flame graphs.
    pub path: String,
    /// Blocks requested.
    pub blocks: u64,
    /// Bytes requested.
    pub bytes: u64,
    /// Blocks live at the end.
    pub end_blocks: u64,
    /// Bytes live at the end.
    pub end_bytes: u64,
    /// Blocks live at the peak.
    pub peak_blocks: u64,
    /// Bytes live at the peak.
    pub peak_bytes: u64,
}

/// Totals of a case in the release profile, where they differ from the dev profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseTotals {
    /// The case.
    pub case: String,
    /// Its totals when optimised.
    pub totals: Totals,
}

/// Where and with what a report was recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// Version of dhat.
    pub dhat: String,
    /// Version of rustc.
    pub rustc: String,
    /// Target triple.
    pub target: String,
    /// Day of the recording, `2026-11-22`.
    pub date: String,
}
