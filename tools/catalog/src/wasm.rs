//! `widgets/<name>/wasm.json`: what the committed WebAssembly was built from, and whether it still is.
//!
//! Few machines can build WebAssembly, so the built file is committed. The note beside it holds a hash of
//! everything that went into it; comments, tests and line breaks may change freely.

use crate::widget::hex;
use crate::{Diagnostic, Widget, write_atomically};
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use toml::{Table, Value};

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
            sha256: hex(wasm),
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

/// What is wrong with a widget's committed WebAssembly; nothing for a widget without.
pub fn check_wasm(root: &Path, widget: &Widget) -> Vec<Diagnostic> {
    if !widget.has_glue(root) {
        return Vec::new();
    }
    let again = format!(
        "run 'cargo book wasm {}', and commit both files",
        widget.name
    );
    let here = |path: PathBuf, message: String| Diagnostic::file(path, message).help(&again);
    let Ok(wasm) = std::fs::read(root.join(widget.wasm())) else {
        return vec![here(
            widget.wasm(),
            "this WebAssembly is not built yet".to_owned(),
        )];
    };
    let text = std::fs::read_to_string(root.join(widget.manifest())).unwrap_or_default();
    let manifest: WasmManifest = match serde_json::from_str(&text) {
        Ok(manifest) => manifest,
        Err(error) => {
            let message = format!("this is not what 'cargo book wasm' writes: {error}");
            return vec![here(widget.manifest(), message)];
        }
    };
    let mut problems = Vec::new();
    match wasm_sources(root, widget) {
        Ok(sources) if sources == manifest.sources => {}
        Ok(_) => {
            let message = format!(
                "the sources of {} changed since it was built",
                widget.wasm().display()
            );
            problems.push(here(widget.manifest(), message));
        }
        Err(error) => problems.push(Diagnostic::file(widget.glue(), format!("{error:#}"))),
    }
    if hex(&wasm) != manifest.sha256 {
        let message = "this is not the file that wasm.json describes".to_owned();
        problems.push(here(widget.wasm(), message));
    }
    if wasm.len() as u64 > WASM_LIMIT {
        let message = format!("{} B are more than the {WASM_LIMIT} B allowed", wasm.len());
        problems.push(
            Diagnostic::file(widget.wasm(), message)
                .help("leave out what formats or hashes, or let the script do it"),
        );
    }
    if !root.join(widget.questions()).is_file() {
        problems.push(
            Diagnostic::file(widget.questions(), "there are no questions to compare by").help(
                "write questions, one a line, that the WebAssembly and the crate must answer alike",
            ),
        );
    }
    problems
}

/// The hash of what a widget's WebAssembly is made of: its crate and the crates of the book below it, without
/// comments and tests, and the locked versions of all others.
///
/// # Errors
/// When a manifest or a source cannot be read.
pub fn wasm_sources(root: &Path, widget: &Widget) -> Result<String> {
    let mut sources = Sources {
        root,
        lines: vec![format!("schema {WASM_SCHEMA}")],
        seen: BTreeSet::new(),
        outside: BTreeSet::new(),
    };
    sources.take(&widget.glue())?;
    sources.locked()?;
    sources.lines.push(String::new());
    Ok(hex(sources.lines.join("\n").as_bytes()))
}

/// The sources collected so far.
struct Sources<'a> {
    root: &'a Path,
    lines: Vec<String>,
    seen: BTreeSet<PathBuf>,
    /// Dependencies from a registry.
    outside: BTreeSet<String>,
}

impl Sources<'_> {
    /// Takes up a crate and, by its manifest, those below it.
    fn take(&mut self, dir: &Path) -> Result<()> {
        if !self.seen.insert(dir.to_owned()) {
            return Ok(());
        }
        let manifest = table(&self.root.join(dir).join("Cargo.toml"))?;
        self.lines.push(format!(
            "crate {}",
            dir.display().to_string().replace('\\', "/")
        ));
        if let Some(features) = manifest.get("features") {
            self.lines.push(serde_json::to_string(features)?);
        }
        for file in library(&self.root.join(dir).join("src"))? {
            let source = std::fs::read_to_string(&file)
                .with_context(|| format!("cannot read {}", file.display()))?;
            self.lines.extend(code(&source).map(str::to_owned));
        }
        let dependencies = manifest.get("dependencies").and_then(Value::as_table);
        for (name, dependency) in dependencies.into_iter().flatten() {
            let how = serde_json::to_string(dependency)?;
            self.lines.push(format!("{name} {how}"));
            match dependency.get("path").and_then(Value::as_str) {
                Some(path) => self.take(&joined(dir, path))?,
                None if dependency.get("workspace").is_some() => bail!(
                    "{}: name the path of '{name}' here, not in the workspace",
                    dir.join("Cargo.toml").display()
                ),
                None => {
                    self.outside.insert(name.clone());
                }
            }
        }
        Ok(())
    }

    /// Adds what Cargo.lock says about the dependencies from outside, and about theirs.
    fn locked(&mut self) -> Result<()> {
        if self.outside.is_empty() {
            return Ok(());
        }
        let lock = table(&self.root.join("Cargo.lock"))?;
        let mut packages: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
        for package in lock
            .get("package")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let name = package
                .get("name")
                .and_then(Value::as_str)
                .unwrap_or_default();
            packages.entry(name).or_default().push(package);
        }
        let mut open: Vec<String> = self.outside.iter().cloned().collect();
        while let Some(name) = open.pop() {
            for package in packages.remove(name.as_str()).unwrap_or_default() {
                self.lines.push(serde_json::to_string(package)?);
                let below = package.get("dependencies").and_then(Value::as_array);
                // "name" or, where there are several versions, "name version".
                let names = below.into_iter().flatten().filter_map(Value::as_str);
                open.extend(names.filter_map(|name| Some(name.split(' ').next()?.to_owned())));
            }
        }
        Ok(())
    }
}

fn table(path: &Path) -> Result<Table> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("cannot read {}", path.display()))
}

/// The Rust files of a library, sorted; a `main.rs` beside it is no part of it.
fn library(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(library(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && path.file_name().is_some_and(|name| name != "main.rs")
        {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The lines of a file without comments, and without the tests at its end.
fn code(source: &str) -> impl Iterator<Item = &str> {
    let lines = source.lines().map(str::trim);
    lines
        .take_while(|line| *line != "#[cfg(test)]")
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
}

/// A path below another, its `..` resolved without asking the disk.
fn joined(dir: &Path, path: &str) -> PathBuf {
    let mut joined = PathBuf::new();
    for part in dir.join(path).components() {
        match part {
            Component::ParentDir => {
                joined.pop();
            }
            part => joined.push(part),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_tests_are_no_code() {
        let source = "//! A.\n\n/// B.\nfn a() {} // c\n#[cfg(test)]\nmod tests {}\n";
        assert_eq!(code(source).collect::<Vec<_>>(), ["fn a() {} // c"]);
    }

    #[test]
    fn a_path_is_resolved_without_the_disk() {
        let found = joined(Path::new("widgets/a/glue"), "../../../listings/b");
        assert_eq!(found, Path::new("listings/b"));
    }
}
