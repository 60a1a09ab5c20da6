//! Runs listings and records them: what they print, what they ask of the heap, what Go does in their place.
//!
//! `record` writes `recorded/`, `suite` runs everything again and compares. Pages are none of its business.

mod bench;
mod busy;
mod cache;
mod callgrind;
mod cargo;
mod criterion;
mod exercise;
mod export;
mod fails;
mod go;
mod heap;
mod machine;
mod output;
mod process;
mod progress;
mod record;
mod shard;
mod suite;
mod wasm;
mod widget;
mod workbench;

pub use bench::{Recount, record_bench, recount};
pub use cache::Cache;
pub use cargo::{Binaries, build};
pub use exercise::{ExerciseRun, check_exercises, run_exercise, test_results};
pub use export::{folded, pprof};
pub use fails::verify_snippet;
pub use heap::{dhat_json, fresh_report};
pub use machine::missing_tool;
pub use process::{Ended, Limits, Outcome, run_limited};
pub use progress::{Progress, Silent};
pub use record::{Recording, record, record_go};
pub use shard::Shard;
pub use suite::{CaseResult, Kind, Options, Verdict, run_suite};
pub use wasm::{Wasm, WasmCompiler};
pub use widget::check_widgets;
