//! The copies of all exercises, as one workspace.

use anyhow::{Context, Result, bail};
use catalog::Exercise;
use std::path::Path;

/// The package of an exercise's copy.
pub(super) fn package(exercise: &Exercise) -> String {
    exercise.name.replace('/', "-")
}

/// One workspace of all exercises, so that Cargo is started once. Files that say the same are left alone,
/// or everything would be compiled again.
pub(super) fn lay_out(
    root: &Path,
    folder: &Path,
    exercises: &[&Exercise],
    version: &str,
) -> Result<()> {
    let mut members = Vec::new();
    for exercise in exercises {
        let source = match version {
            "solution" => exercise.solution(),
            _ => exercise.dir.join(&exercise.file),
        };
        let package = package(exercise);
        let to = folder.join(&package);
        let tests = exercise.dir.join("tests/budget.rs");
        put(&to.join(&exercise.file), &read(root, &source)?)?;
        put(&to.join("tests/budget.rs"), &read(root, &tests)?)?;
        let manifest = read(root, &exercise.dir.join("Cargo.toml"))?;
        put(&to.join("Cargo.toml"), &renamed(root, exercise, &manifest)?)?;
        members.push(format!("\"{package}\""));
    }
    let list = members.join(", ");
    let text = format!("[workspace]\nresolver = \"3\"\nmembers = [{list}]\n");
    put(&folder.join("Cargo.toml"), &text)
}

/// The manifest under another package name, its dependency named by where it is.
fn renamed(root: &Path, exercise: &Exercise, manifest: &str) -> Result<String> {
    let name = exercise
        .dir
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    let old = format!("[package]\nname = \"{name}\"");
    let budget = "path = \"../../budget\"";
    for needed in [old.as_str(), budget, "\n[workspace]\n"] {
        if !manifest.contains(needed) {
            bail!(
                "{}: it has to contain {needed:?}",
                exercise.dir.join("Cargo.toml").display()
            );
        }
    }
    let absolute = root.join("exercises/budget");
    let absolute = format!("path = {:?}", absolute.to_string_lossy());
    Ok(manifest
        .replacen(
            &old,
            &format!("[package]\nname = \"{}\"", package(exercise)),
            1,
        )
        .replace(budget, &absolute)
        // Here it is a member of the workspace of all exercises.
        .replace("\n[workspace]\n", "\n"))
}

fn read(root: &Path, path: &Path) -> Result<String> {
    std::fs::read_to_string(root.join(path))
        .with_context(|| format!("cannot read {}", path.display()))
}

fn put(path: &Path, text: &str) -> Result<()> {
    if std::fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    catalog::write_atomically(path, text.as_bytes())
}
