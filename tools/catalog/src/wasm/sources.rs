//! The hash of what a widget's WebAssembly is made of.

use super::WASM_SCHEMA;
use crate::{Fingerprint, Widget};
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use toml::{Table, Value};

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
    Ok(Fingerprint::of(sources.lines.join("\n")))
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
            self.depend(dir, name, dependency)?;
        }
        Ok(())
    }

    /// Takes up a dependency: the crate itself, or its name where it comes from a registry.
    fn depend(&mut self, dir: &Path, name: &str, dependency: &Value) -> Result<()> {
        let how = serde_json::to_string(dependency)?;
        self.lines.push(format!("{name} {how}"));
        if let Some(path) = dependency.get("path").and_then(Value::as_str) {
            return self.take(&joined(dir, path));
        }
        if dependency.get("workspace").is_some() {
            bail!(
                "{}: name the path of '{name}' here, not in the workspace",
                dir.join("Cargo.toml").display()
            );
        }
        self.outside.insert(name.to_owned());
        Ok(())
    }

    /// Adds what Cargo.lock says about the dependencies from outside, and about theirs.
    fn locked(&mut self) -> Result<()> {
        if self.outside.is_empty() {
            return Ok(());
        }
        let lock = table(&self.root.join("Cargo.lock"))?;
        let mut packages = by_name(&lock);
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

/// The packages of a lock file; of one name there may be several versions.
fn by_name(lock: &Table) -> BTreeMap<&str, Vec<&Value>> {
    let mut packages: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    let locked = lock.get("package").and_then(Value::as_array);
    for package in locked.into_iter().flatten() {
        let name = package.get("name").and_then(Value::as_str);
        packages
            .entry(name.unwrap_or_default())
            .or_default()
            .push(package);
    }
    packages
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
