//! The schema of `recorded/layout.json`: where the fields of a listing's types lie.
//!
//! As in `heap.json`, `exact` is compared whenever the listing is tested, and `measured` is only shown. Go's
//! layouts are in no file of their own: a Go session prints them in the form that [`go_layouts`] reads.

use crate::recorded_file::{Kind, Report};
use crate::{Diagnostic, Listing, Transcript, json_lines, write_atomically};
use anyhow::{Context, Result};
use regex::Regex;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The schema that this version writes and reads.
pub const LAYOUT_SCHEMA: u32 = 1;

/// What the heap test calls its case that compares layouts; no function can have this name.
pub const LAYOUT_CASE: &str = "layout.json";

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayoutReport {
    /// [`LAYOUT_SCHEMA`] of the writer.
    pub schema: u32,
    /// The listing's name.
    pub listing: String,
    /// Compared by `cargo test` and `cargo book test`.
    pub exact: ExactLayouts,
    /// Where and with what it was recorded.
    pub measured: LayoutMeasured,
}

impl LayoutReport {
    /// The type of this name.
    pub fn find(&self, name: &str) -> Option<&TypeLayout> {
        self.exact.types.iter().find(|layout| layout.name == name)
    }
}

impl Report for LayoutReport {
    fn label(&self) -> (u32, &str) {
        (self.schema, &self.listing)
    }
}

/// The part that must come out the same wherever the compiler and the platform are the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExactLayouts {
    /// Width of a pointer in bits.
    pub pointer_width: u32,
    /// The types that `verify!` names, in its order.
    pub types: Vec<TypeLayout>,
}

/// One type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeLayout {
    /// Its name in the listing.
    pub name: String,
    /// Its size in bytes, padding at the end included.
    pub size: u64,
    /// Its alignment in bytes.
    pub align: u64,
    /// Its fields in memory order; empty where only its size was asked for.
    pub fields: Vec<FieldLayout>,
}

/// One field of a struct.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldLayout {
    /// Its name.
    pub name: String,
    /// Its type, without the paths.
    #[serde(rename = "type")]
    pub type_name: String,
    /// Where it begins, in bytes from the beginning of the struct.
    pub offset: u64,
    /// Its size in bytes.
    pub size: u64,
}

/// Where and with what layouts were recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayoutMeasured {
    /// Version of rustc.
    pub rustc: String,
    /// Target triple.
    pub target: String,
    /// Day of the recording, `2026-11-24`.
    pub date: String,
}

impl TypeLayout {
    /// A type with its fields, which are put in memory order.
    pub fn new(name: &str, size: u64, align: u64, mut fields: Vec<FieldLayout>) -> Self {
        fields.sort_by_key(|field| (field.offset, field.size));
        Self {
            name: name.to_owned(),
            size,
            align,
            fields,
        }
    }

    /// The gaps before, between and after the fields, as offset and size; none where the fields are not known.
    pub fn gaps(&self) -> Vec<(u64, u64)> {
        let mut gaps = Vec::new();
        let mut end = 0;
        for field in &self.fields {
            if field.offset > end {
                gaps.push((end, field.offset - end));
            }
            end = end.max(field.offset + field.size);
        }
        if !self.fields.is_empty() && self.size > end {
            gaps.push((end, self.size - end));
        }
        gaps
    }

    /// Bytes that belong to no field.
    pub fn padding(&self) -> u64 {
        self.gaps().iter().map(|(_, size)| size).sum()
    }
}

/// Reads a listing's recorded layouts.
///
/// # Errors
/// When the file is missing, malformed, cut short, of a newer schema, or of another listing.
pub fn read_layout(root: &Path, listing: &Listing) -> Result<LayoutReport, Diagnostic> {
    let file = Kind {
        path: &listing.layout_path(),
        schema: LAYOUT_SCHEMA,
        again: format!("run 'cargo book record {}'", listing.name),
        what: "layouts".to_owned(),
    };
    file.read(root, &listing.name)
}

/// The text of `recorded/layout.json`.
///
/// # Errors
/// Never in practice: every report is representable as JSON.
pub fn layout_text(report: &LayoutReport) -> Result<String> {
    let value = serde_json::to_value(report).context("cannot write these layouts as JSON")?;
    Ok(json_lines::to_text(&value))
}

/// Writes a listing's layouts atomically.
///
/// # Errors
/// When the folder cannot be written.
pub fn write_layout(root: &Path, listing: &Listing, report: &LayoutReport) -> Result<()> {
    let text = layout_text(report)?;
    write_atomically(&root.join(listing.layout_path()), text.as_bytes())
}

/// The layouts that a Go session printed: a line `Event: size 24, align 8` for a struct, and under it a line
/// `  at uint64: offset 8, size 8` for each field.
pub fn go_layouts(session: &Transcript) -> Vec<TypeLayout> {
    let patterns = (
        Regex::new(r"^(\w+): size (\d+), align (\d+)$"),
        Regex::new(r"^ +(\w+) (\S.*): offset (\d+), size (\d+)$"),
    );
    let (Ok(head), Ok(part)) = patterns else {
        return Vec::new();
    };
    let number = |text: &str| text.parse().unwrap_or_default();
    let mut found: Vec<TypeLayout> = Vec::new();
    for line in session.entries.iter().flat_map(|(_, text)| text.lines()) {
        if let Some(line) = head.captures(line) {
            let (size, align) = (number(&line[2]), number(&line[3]));
            found.push(TypeLayout::new(&line[1], size, align, Vec::new()));
        } else if let (Some(line), Some(layout)) = (part.captures(line), found.last_mut()) {
            layout.fields.push(FieldLayout {
                name: line[1].to_owned(),
                type_name: line[2].to_owned(),
                offset: number(&line[3]),
                size: number(&line[4]),
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, offset: u64, size: u64) -> FieldLayout {
        FieldLayout {
            name: name.into(),
            type_name: "T".into(),
            offset,
            size,
        }
    }

    #[test]
    fn gaps_lie_between_the_fields_and_after_the_last() {
        let fields = vec![field("c", 16, 1), field("a", 0, 1), field("b", 8, 8)];
        let layout = TypeLayout::new("Small", 24, 8, fields);
        assert_eq!(layout.gaps(), [(1, 7), (17, 7)]);
        assert_eq!(layout.padding(), 14);
        assert_eq!(layout.fields[1].name, "b");
        assert_eq!(TypeLayout::new("Opaque", 24, 8, Vec::new()).gaps(), []);
    }

    #[test]
    fn a_go_session_is_read_line_by_line() {
        let text = "$ go run .\nEvent: size 16, align 8\n  at uint64: offset 0, size 8\n  \
                    flag bool: offset 8, size 1\ndone\n";
        let session = Transcript::parse(text).expect("a transcript");
        let found = go_layouts(&session);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].size, found[0].padding()), (16, 7));
        assert_eq!(found[0].fields[1].type_name, "bool");
    }
}
