//! Builds listings with Cargo and learns where their binaries are.

use crate::{Ended, Limits, Progress, run_limited};
use anyhow::{Context, Result, bail};
use catalog::{Listing, Profile};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

/// The binaries of built listings, by package name.
#[derive(Debug, Default)]
pub struct Binaries {
    /// `src/main.rs`.
    pub run: BTreeMap<String, PathBuf>,
    /// `tests/heap.rs`.
    pub heap: BTreeMap<String, PathBuf>,
    /// `benches/*.rs`, by name.
    pub bench: BTreeMap<String, BTreeMap<String, PathBuf>>,
    /// Packages that did not compile, with what rustc said.
    pub failed: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(tag = "reason")]
enum Message {
    #[serde(rename = "compiler-artifact")]
    Artifact(Artifact),
    #[serde(rename = "compiler-message")]
    Report(Report),
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Artifact {
    manifest_path: PathBuf,
    target: Target,
    executable: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Report {
    manifest_path: PathBuf,
    message: Rendered,
}

#[derive(Deserialize)]
struct Rendered {
    rendered: Option<String>,
    level: String,
}

/// What to build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Goal {
    /// Everything that tests run, benchmarks included: unoptimised.
    Dev,
    /// The main binary and the heap test, optimised.
    Release,
    /// The benchmarks, as they are measured.
    Bench,
}

impl Goal {
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Dev => &["build", "--bins", "--tests", "--benches"],
            Self::Release => &["build", "--bins", "--tests", "--release"],
            Self::Bench => &["bench", "--no-run", "--benches"],
        }
    }
}

/// Builds the main binary and the heap test of these listings, and in the dev profile their benchmarks.
///
/// Packages that do not compile are returned in [`Binaries::failed`]; the others are still built.
///
/// # Errors
/// When Cargo cannot be started, or fails for another reason than a compile error.
pub fn build(
    root: &Path,
    listings: &[&Listing],
    profile: Profile,
    progress: &dyn Progress,
) -> Result<Binaries> {
    let goal = match profile {
        Profile::Dev => Goal::Dev,
        Profile::Release => Goal::Release,
    };
    build_for(root, listings, goal, progress)
}

/// As [`build`], for any goal.
pub(crate) fn build_for(
    root: &Path,
    listings: &[&Listing],
    goal: Goal,
    progress: &dyn Progress,
) -> Result<Binaries> {
    let mut binaries = Binaries::default();
    if listings.is_empty() {
        return Ok(binaries);
    }
    progress.begin("compiling listings", None);
    let mut child = cargo(root, listings, goal)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("cannot start cargo")?;
    let stderr = child.stderr.take().context("stderr is piped")?;
    let complaints =
        std::thread::spawn(move || std::io::read_to_string(stderr).unwrap_or_default());
    let stdout = child.stdout.take().context("stdout is piped")?;
    for line in BufReader::new(stdout).lines() {
        if let Ok(message) = serde_json::from_str(&line?) {
            binaries.take(message, progress);
        }
    }
    let status = child.wait().context("cannot wait for cargo")?;
    progress.end();
    let complaints = complaints.join().unwrap_or_default();
    if !status.success() && binaries.failed.is_empty() {
        bail!("cargo build failed ({status}):\n{}", complaints.trim());
    }
    Ok(binaries)
}

fn cargo(root: &Path, listings: &[&Listing], goal: Goal) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root).args(goal.arguments());
    command.args(["--message-format=json", "--quiet"]);
    // cargo bench knows no --keep-going; there a package that does not compile stops the others.
    if goal != Goal::Bench {
        command.arg("--keep-going");
    }
    for listing in listings {
        command.args(["--package", &listing.name]);
        for feature in &listing.settings.features {
            command.arg(format!("--features={}/{feature}", listing.name));
        }
    }
    command
}

/// Builds the main binaries of widgets' crates: each with its path, or what rustc said; none without a
/// `main.rs`.
///
/// # Errors
/// When Cargo cannot be started, or fails for another reason than a compile error.
pub(crate) fn build_widgets(
    root: &Path,
    packages: &[String],
    progress: &dyn Progress,
) -> Result<BTreeMap<String, Result<PathBuf, String>>> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .current_dir(root)
        .args(["build", "--bins", "--keep-going"]);
    command.args(["--message-format=json", "--quiet"]);
    for package in packages {
        command.args(["--package", package]);
    }
    progress.begin("compiling widgets", None);
    let mut limits = Limits::seconds(900);
    limits.output = 64 << 20;
    let outcome = run_limited(&mut command, limits)?;
    progress.end();
    let mut built: BTreeMap<String, Result<PathBuf, String>> = BTreeMap::new();
    for line in String::from_utf8_lossy(&outcome.stdout).lines() {
        match serde_json::from_str(line) {
            Ok(Message::Artifact(artifact)) => {
                if let Some(executable) = artifact.executable {
                    built.insert(artifact.target.name, Ok(executable));
                }
            }
            Ok(Message::Report(report)) if report.message.level == "error" => {
                let widget = report.manifest_path.parent().and_then(Path::parent);
                let name = widget.and_then(Path::file_name).unwrap_or_default();
                let said = report.message.rendered.unwrap_or_default();
                built.insert(format!("widget-{}", name.to_string_lossy()), Err(said));
            }
            _ => {}
        }
    }
    if built.is_empty() && outcome.ended != Ended::Exit(ExitStatus::default()) {
        let said = String::from_utf8_lossy(&outcome.stderr);
        bail!("cargo cannot build the widgets:\n{}", said.trim());
    }
    Ok(built)
}

impl Binaries {
    fn take(&mut self, message: Message, progress: &dyn Progress) {
        match message {
            Message::Artifact(artifact) => {
                progress.step(&artifact.target.name);
                let Some(executable) = artifact.executable else {
                    return;
                };
                let package = package_name(&artifact.manifest_path);
                let kind = artifact.target.kind.first().map(String::as_str);
                if kind == Some("bin") && artifact.target.name == package {
                    self.run.insert(package, executable);
                } else if kind == Some("test") && artifact.target.name == "heap" {
                    self.heap.insert(package, executable);
                } else if kind == Some("bench") {
                    let benches = self.bench.entry(package).or_default();
                    benches.insert(artifact.target.name, executable);
                }
            }
            Message::Report(report) if report.message.level == "error" => {
                let said = self
                    .failed
                    .entry(package_name(&report.manifest_path))
                    .or_default();
                said.push_str(report.message.rendered.as_deref().unwrap_or_default());
            }
            _ => {}
        }
    }
}

/// A listing's folder has its package's name.
fn package_name(manifest: &Path) -> String {
    let folder = manifest
        .parent()
        .and_then(Path::file_name)
        .unwrap_or_default();
    folder.to_string_lossy().into_owned()
}
