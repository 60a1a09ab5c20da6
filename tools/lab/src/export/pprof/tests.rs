//! A profile, read back.

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
