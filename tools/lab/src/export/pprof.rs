//! pprof's `profile.proto`, gzipped: what `go tool pprof` and speedscope open.
//!
//! Format: <https://github.com/google/pprof/blob/main/proto/profile.proto>. Sample types carry Go's four
//! names and two of our own for the peak. `system_name` stays empty, since pprof would take a Rust name
//! with angle brackets for a C++ one and cut it.

mod proto;
mod tables;

#[cfg(test)]
mod tests;

use anyhow::{Context, Result};
use catalog::{HeapReport, Stack};
use flate2::{Compression, write::GzEncoder};
use prost::Message;
use proto::{Mapping, Profile, ValueType};
use std::io::Write;
use tables::Tables;

const SAMPLE_TYPES: [(&str, &str); 6] = [
    ("alloc_objects", "count"),
    ("alloc_space", "bytes"),
    ("inuse_objects", "count"),
    ("inuse_space", "bytes"),
    ("peak_objects", "count"),
    ("peak_space", "bytes"),
];

/// The id of the only mapping.
const PROGRAM: u64 = 1;

/// The gzipped profile of the given stacks of a report.
///
/// # Errors
/// When compression fails, which needs memory to run out.
pub fn pprof(report: &HeapReport, stacks: &[Stack]) -> Result<Vec<u8>> {
    let profile = profile(report, stacks);
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(&profile.encode_to_vec())
        .context("cannot compress the profile")?;
    gzip.finish().context("cannot compress the profile")
}

fn profile(report: &HeapReport, stacks: &[Stack]) -> Profile {
    let mut tables = Tables::new(&report.listing);
    let sample_type = SAMPLE_TYPES.map(|(kind, unit)| ValueType {
        kind: tables.string(kind),
        unit: tables.string(unit),
    });
    let sample = stacks.iter().map(|stack| tables.sample(stack)).collect();
    let measured = &report.measured;
    let made = format!(
        "recorded by dhat {} under rustc {}",
        measured.dhat, measured.rustc
    );
    let comment = vec![tables.string(&made)];
    let default_sample_type = tables.string("alloc_space");
    let mapping = Mapping {
        id: PROGRAM,
        filename: tables.string(&report.listing),
        has_functions: true,
        has_filenames: true,
        has_line_numbers: true,
    };
    Profile {
        sample_type: sample_type.into(),
        sample,
        mapping: vec![mapping],
        location: tables.locations,
        function: tables.functions,
        string_table: tables.strings,
        comment,
        default_sample_type,
    }
}
