//! pprof's `profile.proto`, gzipped: what `go tool pprof` and speedscope open.
//!
//! Format: <https://github.com/google/pprof/blob/main/proto/profile.proto>. Sample types carry Go's four
//! names and two of our own for the peak. `system_name` stays empty, since pprof would take a Rust name
//! with angle brackets for a C++ one and cut it.

use super::Frame;
use anyhow::{Context, Result};
use catalog::{HeapReport, Stack};
use flate2::{Compression, write::GzEncoder};
use prost::Message;
use std::collections::HashMap;
use std::io::Write;

#[derive(Message)]
struct Profile {
    #[prost(message, repeated, tag = "1")]
    sample_type: Vec<ValueType>,
    #[prost(message, repeated, tag = "2")]
    sample: Vec<Sample>,
    #[prost(message, repeated, tag = "3")]
    mapping: Vec<Mapping>,
    #[prost(message, repeated, tag = "4")]
    location: Vec<Location>,
    #[prost(message, repeated, tag = "5")]
    function: Vec<Function>,
    #[prost(string, repeated, tag = "6")]
    string_table: Vec<String>,
    #[prost(int64, repeated, tag = "13")]
    comment: Vec<i64>,
    #[prost(int64, tag = "14")]
    default_sample_type: i64,
}

#[derive(Message)]
struct ValueType {
    #[prost(int64, tag = "1")]
    kind: i64,
    #[prost(int64, tag = "2")]
    unit: i64,
}

#[derive(Message)]
struct Sample {
    #[prost(uint64, repeated, tag = "1")]
    location_id: Vec<u64>,
    #[prost(int64, repeated, tag = "2")]
    value: Vec<i64>,
}

/// The program; pprof names it above every report.
#[derive(Message)]
struct Mapping {
    #[prost(uint64, tag = "1")]
    id: u64,
    #[prost(int64, tag = "5")]
    filename: i64,
    #[prost(bool, tag = "7")]
    has_functions: bool,
    #[prost(bool, tag = "8")]
    has_filenames: bool,
    #[prost(bool, tag = "9")]
    has_line_numbers: bool,
}

#[derive(Message)]
struct Location {
    #[prost(uint64, tag = "1")]
    id: u64,
    #[prost(uint64, tag = "2")]
    mapping_id: u64,
    #[prost(message, repeated, tag = "4")]
    line: Vec<Line>,
}

#[derive(Message)]
struct Line {
    #[prost(uint64, tag = "1")]
    function_id: u64,
    #[prost(int64, tag = "2")]
    line: i64,
}

#[derive(Message)]
struct Function {
    #[prost(uint64, tag = "1")]
    id: u64,
    #[prost(int64, tag = "2")]
    name: i64,
    #[prost(int64, tag = "4")]
    filename: i64,
}

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
    let profile = Profile {
        sample_type: sample_type.into(),
        sample,
        mapping: vec![mapping],
        location: tables.locations,
        function: tables.functions,
        string_table: tables.strings,
        comment,
        default_sample_type,
    };
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(&profile.encode_to_vec())
        .context("cannot compress the profile")?;
    gzip.finish().context("cannot compress the profile")
}

/// Strings, functions and locations refer to each other by index.
struct Tables {
    crate_name: String,
    folder: String,
    strings: Vec<String>,
    known_strings: HashMap<String, i64>,
    functions: Vec<Function>,
    known_functions: HashMap<(String, String), u64>,
    locations: Vec<Location>,
    known_locations: HashMap<(u64, i64), u64>,
}

impl Tables {
    fn new(listing: &str) -> Self {
        let mut tables = Self {
            crate_name: listing.replace('-', "_"),
            folder: listing.to_owned(),
            strings: Vec::new(),
            known_strings: HashMap::new(),
            functions: Vec::new(),
            known_functions: HashMap::new(),
            locations: Vec::new(),
            known_locations: HashMap::new(),
        };
        // The format wants the empty string first.
        tables.string("");
        tables
    }

    fn string(&mut self, text: &str) -> i64 {
        if let Some(index) = self.known_strings.get(text) {
            return *index;
        }
        let index = self.strings.len() as i64;
        self.strings.push(text.to_owned());
        self.known_strings.insert(text.to_owned(), index);
        index
    }

    /// The listing's own frames, innermost first. The function of std that the innermost calls is left
    /// out, so that `flat` lands on the line that a reader can change.
    fn sample(&mut self, stack: &Stack) -> Sample {
        let mut frames: Vec<Frame> = stack.path.split(';').map(Frame::parse).collect();
        if frames.iter().any(|frame| frame.place.is_some()) {
            frames.retain(|frame| frame.place.is_some());
        }
        let values = [
            stack.blocks,
            stack.bytes,
            stack.end_blocks,
            stack.end_bytes,
            stack.peak_blocks,
            stack.peak_bytes,
        ];
        Sample {
            location_id: frames
                .iter()
                .rev()
                .map(|frame| self.location(frame))
                .collect(),
            value: values.map(|value| value as i64).into(),
        }
    }

    fn location(&mut self, frame: &Frame) -> u64 {
        let (name, file, line) = match frame.place {
            Some((file, line)) => (
                format!("{}::{}", self.crate_name, frame.name),
                format!("{}/{file}", self.folder),
                line,
            ),
            None => (frame.name.to_owned(), String::new(), 0),
        };
        let function_id = self.function(name, file);
        let next = self.locations.len() as u64 + 1;
        let id = *self
            .known_locations
            .entry((function_id, line))
            .or_insert(next);
        if id == next {
            self.locations.push(Location {
                id,
                mapping_id: PROGRAM,
                line: vec![Line { function_id, line }],
            });
        }
        id
    }

    fn function(&mut self, name: String, file: String) -> u64 {
        let key = (name, file);
        if let Some(id) = self.known_functions.get(&key) {
            return *id;
        }
        let id = self.functions.len() as u64 + 1;
        let (name, filename) = (self.string(&key.0), self.string(&key.1));
        self.functions.push(Function { id, name, filename });
        self.known_functions.insert(key, id);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalog::{Exact, Measured, SCHEMA};
    use std::io::Read;

    fn decoded(stacks: &[Stack]) -> Profile {
        let report = HeapReport {
            schema: SCHEMA,
            listing: "one-first".into(),
            exact: Exact {
                pointer_width: 64,
                threads: false,
                cases: Vec::new(),
            },
            stacks: Vec::new(),
            release: Vec::new(),
            measured: Measured::default(),
        };
        let bytes = pprof(&report, stacks).expect("a profile");
        let mut plain = Vec::new();
        flate2::read::GzDecoder::new(&bytes[..])
            .read_to_end(&mut plain)
            .expect("gzip");
        Profile::decode(&plain[..]).expect("a profile")
    }

    fn stack(path: &str, bytes: u64) -> Stack {
        Stack {
            case: "run".into(),
            path: path.into(),
            blocks: 1,
            bytes,
            end_blocks: 0,
            end_bytes: 0,
            peak_blocks: 1,
            peak_bytes: bytes,
        }
    }

    #[test]
    fn flat_lands_on_the_listings_innermost_line() {
        let path = "run (src/lib.rs:22);grown (src/lib.rs:7);Vec::push";
        let profile = decoded(&[stack(path, 224), stack(path, 16)]);
        assert_eq!(profile.location.len(), 2, "shared by both samples");
        let leaf = profile.sample[0].location_id[0];
        let line = &profile.location[leaf as usize - 1].line[0];
        let function = &profile.function[line.function_id as usize - 1];
        assert_eq!(line.line, 7);
        assert_eq!(
            profile.string_table[function.name as usize],
            "one_first::grown"
        );
        assert_eq!(
            profile.string_table[function.filename as usize],
            "one-first/src/lib.rs"
        );
    }

    #[test]
    fn values_are_gos_four_and_the_peak() {
        let profile = decoded(&[stack("run (src/lib.rs:22)", 224)]);
        assert_eq!(profile.sample[0].value, [1, 224, 0, 0, 1, 224]);
        assert_eq!(profile.string_table[0], "");
        let names: Vec<&str> = profile
            .sample_type
            .iter()
            .map(|t| profile.string_table[t.kind as usize].as_str())
            .collect();
        assert_eq!(names, SAMPLE_TYPES.map(|(kind, _)| kind));
    }
}
