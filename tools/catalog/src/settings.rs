//! `[package.metadata.book]` in a listing's Cargo.toml.

mod manifest;

pub(crate) use manifest::{Manifest, parse};

use crate::sanitizer::Sanitizer;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How the book treats one listing. An unknown key is an error.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Settings {
    /// Whether its heap is recorded and verified.
    pub heap: HeapMode,
    /// It allocates on several threads: only totals and lines are compared, no peak, no events.
    pub threads: bool,
    /// Whether the page may run it.
    pub page: PageMode,
    /// The Cargo profile of its recorded output.
    pub profile: Profile,
    /// Regular expressions; what they match in the output is masked before comparing.
    pub volatile: Vec<String>,
    /// What the machine must have; without it the listing is skipped, with the reason printed.
    pub needs: Vec<Need>,
    /// Features of its package that it is built with, for dependencies that nobody else should compile.
    pub features: Vec<String>,
    /// Seconds that one run may take.
    pub timeout: u64,
    /// Named figures of the recorded output: a regular expression with one group each.
    pub figures: BTreeMap<String, String>,
    /// As `volatile`, for the recorded Go session.
    pub go_volatile: Vec<String>,
    /// As `figures`, for the recorded Go session.
    pub go_figures: BTreeMap<String, String>,
    /// Functions that lose memory on purpose, by their paths, each with the reason.
    pub leaks: BTreeMap<String, String>,
    /// Tools for memory errors that cannot run it, each with the reason.
    pub unsanitized: BTreeMap<Sanitizer, String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            heap: HeapMode::Run,
            threads: false,
            page: PageMode::Run,
            profile: Profile::Dev,
            volatile: Vec::new(),
            needs: Vec::new(),
            features: Vec::new(),
            timeout: 10,
            figures: BTreeMap::new(),
            go_volatile: Vec::new(),
            go_figures: BTreeMap::new(),
            leaks: BTreeMap::new(),
            unsanitized: BTreeMap::new(),
        }
    }
}

/// Whether a listing's heap is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeapMode {
    /// `tests/heap.rs` records and verifies it.
    Run,
    /// It has no heap report, for example because it declares its own global allocator.
    None,
}

/// Whether a reader may run the listing from the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageMode {
    /// Run and Edit are offered.
    Run,
    /// Only the recorded run is shown.
    Recorded,
}

/// A Cargo profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Unoptimised: the meaning of the source.
    Dev,
    /// Optimised.
    Release,
}

/// Something a listing needs from the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// The Linux kernel.
    Linux,
    /// A C compiler, and make.
    Cc,
    /// A Go toolchain.
    Go,
}

impl Need {
    /// As it is written in a manifest.
    pub fn name(self) -> &'static str {
        match self {
            Self::Linux => "linux",
            Self::Cc => "cc",
            Self::Go => "go",
        }
    }
}
