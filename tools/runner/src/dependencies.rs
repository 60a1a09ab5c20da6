//! The libraries that a listing uses, built by Cargo as `cargo run` would.

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[derive(Deserialize)]
struct Artifact {
    reason: String,
    target: Option<Target>,
    #[serde(default)]
    filenames: Vec<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

/// Names and files of everything below the listing, for rustc's `--extern`.
pub(crate) fn build(root: &Path, listing: &str) -> Result<Vec<(String, PathBuf)>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .current_dir(root)
        .args([
            "build",
            "--quiet",
            "--lib",
            "--message-format=json",
            "--package",
            listing,
        ])
        .stdin(Stdio::null())
        .output()
        .context("cannot start cargo")?;
    if !output.status.success() {
        bail!(
            "cargo build -p {listing} failed:\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let own = listing.replace('-', "_");
    let text = String::from_utf8_lossy(&output.stdout);
    let artifacts = text
        .lines()
        .filter_map(|line| serde_json::from_str::<Artifact>(line).ok());
    Ok(artifacts
        .filter(|artifact| artifact.reason == "compiler-artifact")
        .filter_map(|artifact| {
            let name = artifact.target?.name.replace('-', "_");
            let file = artifact
                .filenames
                .into_iter()
                .find(|file| file.extension().is_some_and(|e| e == "rlib"))?;
            (name != own).then_some((name, file))
        })
        .collect())
}
