//! What is on disk: the book's listings, their settings and sources, and the data recorded from them.
//!
//! Every other tool starts here. `lab` runs listings and writes what it saw through this crate;
//! `render` reads it back through this crate. The only process it starts is `rustc -vV`.

mod anchors;
mod atomic;
mod bench;
mod bench_check;
mod book_toml;
mod catalog;
mod claims;
mod diagnostic;
mod exercise;
mod fingerprint;
mod folder;
mod glossary;
mod heap;
mod heap_file;
mod json_lines;
mod layout;
mod listing;
mod meaning;
mod measure;
mod nearest;
mod output;
mod quiz;
mod quiz_file;
mod ratio;
mod recorded_file;
mod rustc;
mod sanitizer;
mod settings;
mod source;
mod wasm;
mod widget;

pub use anchors::{Anchor, anchors};
pub use atomic::write_atomically;
pub use bench::{
    BENCH_SCHEMA, BUSY_PERCENT, BenchMachine, BenchReport, BenchRow, RunTime, code_hash,
    read_bench, write_bench,
};
pub use bench_check::BenchStanding;
pub use book_toml::check_book_toml;
pub use catalog::Catalog;
pub use claims::{Claim, Expected, Finding, Judged, Metric, Relation};
pub use diagnostic::{Diagnostic, Position};
pub use exercise::Exercise;
pub use fingerprint::Fingerprint;
pub use glossary::{GLOSSARY, Glossary, Term, word_starts};
pub use heap::{
    CaseReport, Event, Exact, HeapReport, Measured, Op, ReleaseTotals, SCHEMA, Site, Stack, Totals,
};
pub use heap_file::{read_heap, to_text as heap_text, write_heap};
pub use layout::{
    ExactLayouts, FieldLayout, LAYOUT_CASE, LAYOUT_SCHEMA, LayoutMeasured, LayoutReport,
    TypeLayout, go_layouts, layout_text, read_layout, write_layout,
};
pub use listing::Listing;
pub use meaning::Meaning;
pub use measure::Measure;
pub use nearest::nearest;
pub use output::{Transcript, mask};
pub use quiz::{Both, Choice, Code, Kind as QuestionKind, Line, Placed, Question, Quiz};
pub use ratio::Ratio;
pub use rustc::rustc_version;
pub use sanitizer::Sanitizer;
pub use settings::{HeapMode, Need, PageMode, Profile, Settings};
pub use source::Source;
pub use wasm::{WASM_LIMIT, WASM_SCHEMA, WasmManifest, check_wasm, wasm_sources};
pub use widget::{Recorded, RecordedKind, Widget, WidgetAsset};
