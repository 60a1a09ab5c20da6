//! Compiles and runs a reader's code within limits, and answers with its output and its heap report.
//!
//! It is a crate of its own, not a part of `lab`: what it runs is not the book's code, nothing that it
//! runs is recorded, and its sandbox is the one place in the tools where a mistake harms the reader.

mod answer;
mod attempt;
mod beside;
mod compile;
mod dependencies;
mod entry;
mod exercise;
mod heap;
mod inline;
mod program;
mod request;
mod runner;
mod settings;
mod spec;
mod store;
mod supervise;
mod toolchain;

#[cfg(target_os = "linux")]
mod filter;
#[cfg(target_os = "linux")]
mod launcher;
#[cfg(not(target_os = "linux"))]
mod portable;
#[cfg(target_os = "linux")]
mod sandbox;
#[cfg(target_os = "linux")]
mod sys;

pub use answer::{Answer, Event, Reason};
pub use compile::{Diagnostic, Span};
pub use heap::{Heap, HeapSite};
pub use inline::{INLINE_MARK, inline_tracer};
pub use request::{Crate, Edition, LONGEST_SOURCE, Mode, Request};
pub use runner::{Runner, original};
pub use settings::Settings;
pub use spec::{Ended, Limits, Tier};
pub use supervise::{Stop, launcher_main, strongest_tier};
pub use toolchain::Toolchain;
