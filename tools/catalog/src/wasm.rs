//! `widgets/<name>/wasm.json`: what the committed WebAssembly was built from, and whether it still is.
//!
//! Few machines can build WebAssembly, so the built file is committed. The note beside it holds a hash of
//! everything that went into it; comments, tests and line breaks may change freely.

mod check;
mod sources;

pub use check::check_wasm;
pub use sources::wasm_sources;

use crate::{Fingerprint, Widget, write_atomically};
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The version of this file's format, and of the way in which the hash is taken.
pub const WASM_SCHEMA: u32 = 1;

/// The largest WebAssembly that a page may load: 40 KiB.
pub const WASM_LIMIT: u64 = 40 << 10;

/// What `cargo book wasm` notes about what it built.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WasmManifest {
    /// [`WASM_SCHEMA`].
    pub schema: u32,
    /// The hash of the sources, see [`wasm_sources`].
    pub sources: String,
    /// The compiler, as `rustc --version` says.
    pub rustc: String,
    /// The optimiser that made it smaller, as it says; none where there was none.
    pub optimiser: Option<String>,
    /// The size of the file.
    pub bytes: u64,
    /// The SHA-256 of the file.
    pub sha256: String,
}

impl WasmManifest {
    /// The note about freshly built WebAssembly.
    pub fn of(wasm: &[u8], sources: String, rustc: String, optimiser: Option<String>) -> Self {
        Self {
            schema: WASM_SCHEMA,
            sources,
            rustc,
            optimiser,
            bytes: wasm.len() as u64,
            sha256: Fingerprint::of(wasm),
        }
    }

    /// Writes the WebAssembly and the note, each whole or not at all.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, root: &Path, widget: &Widget, wasm: &[u8]) -> Result<()> {
        let text = serde_json::to_string_pretty(self).context("cannot write JSON")? + "\n";
        write_atomically(&root.join(widget.wasm()), wasm)?;
        write_atomically(&root.join(widget.manifest()), text.as_bytes())
    }
}
