//! One call of rustc: its source is written, and what comes of it is put where it belongs.

use crate::compile::{Compile, Compiled};
use crate::runner::Runner;
use crate::spec::Ended;
use crate::supervise::Stop;
use anyhow::{Context, Result};
use std::path::Path;

impl Runner {
    /// Compiles `text` where the source of this call lies; what comes of it is moved to `to`.
    pub(crate) fn attempt(
        &self,
        compile: &Compile<'_>,
        text: &str,
        to: &Path,
        stop: &Stop,
    ) -> Result<Compiled> {
        let write = |path: &Path| format!("cannot write {}", path.display());
        let out = compile.folder.join("out");
        let _ = std::fs::remove_dir_all(&out);
        for folder in [&out, &compile.folder.join("tmp")] {
            std::fs::create_dir_all(folder).with_context(|| write(folder))?;
        }
        let source = compile.folder.join(compile.source);
        std::fs::write(&source, text).with_context(|| write(&source))?;
        let compiled = compile.run(stop)?;
        if compiled.ended != Ended::Exit(0) {
            room(compile.folder)?;
        }
        if compiled.ended == Ended::Exit(0) && compile.check.is_none() {
            std::fs::rename(compile.output(), to).with_context(|| write(to))?;
        }
        // A failed link leaves its objects behind.
        let _ = std::fs::remove_dir_all(&out);
        let _ = std::fs::remove_dir_all(compile.folder.join("tmp"));
        Ok(compiled)
    }
}

/// Fails when there is no room for a binary: what rustc and the linker say of a full disk, some of it by a
/// signal, would look like a fault of the code.
fn room(folder: &Path) -> Result<()> {
    let path = folder.join("room");
    let written = std::fs::write(&path, vec![0_u8; 256 << 10]);
    let _ = std::fs::remove_file(&path);
    written.with_context(|| {
        let below = folder.display();
        format!("no room to compile below {below}: free some space on that disk, then run again")
    })
}
