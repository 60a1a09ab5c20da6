//! Builds exercises with Cargo, and runs the tests that came out.

use super::{ExerciseRun, test_results};
use crate::{Limits, run_limited};
use anyhow::{Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What Cargo built, by package.
pub(super) struct Built {
    tests: BTreeMap<String, PathBuf>,
    errors: BTreeMap<String, String>,
}

/// Builds the package or the workspace in `folder`, as far as it compiles.
pub(super) fn build(root: &Path, folder: &Path, target: &Path) -> Result<Built> {
    let mut limits = Limits::seconds(600);
    limits.output = 64 << 20;
    let outcome = run_limited(&mut cargo(folder, target), limits)?;
    let mut built = Built {
        tests: BTreeMap::new(),
        errors: BTreeMap::new(),
    };
    for line in String::from_utf8_lossy(&outcome.stdout).lines() {
        if let Ok(message) = serde_json::from_str(line) {
            built.take(&message);
        }
    }
    if built.tests.is_empty() && built.errors.is_empty() {
        let said = String::from_utf8_lossy(&outcome.stderr).replace(&*root.to_string_lossy(), ".");
        bail!("cargo cannot build the exercises:\n{}", said.trim());
    }
    Ok(built)
}

fn cargo(folder: &Path, target: &Path) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(folder);
    cargo.args([
        "build",
        "--bins",
        "--tests",
        "--workspace",
        "--keep-going",
        "--offline",
        "--message-format=json",
    ]);
    cargo.env("CARGO_TARGET_DIR", target);
    // Starter and solution are one package to Cargo, which takes each other's files for its own where a
    // configured build folder is shared.
    cargo.env("CARGO_BUILD_BUILD_DIR", target);
    cargo
}

impl Built {
    fn take(&mut self, message: &Value) {
        let manifest = Path::new(message["manifest_path"].as_str().unwrap_or_default());
        let folder = manifest
            .parent()
            .and_then(Path::file_name)
            .unwrap_or_default();
        let package = folder.to_string_lossy().into_owned();
        let is_test =
            message["target"]["name"] == "budget" && message["target"]["kind"][0] == "test";
        if let Some(executable) = message["executable"].as_str().filter(|_| is_test) {
            self.tests.insert(package, executable.into());
        } else if message["message"]["level"] == "error" {
            let said = message["message"]["rendered"].as_str().unwrap_or_default();
            self.errors.entry(package).or_default().push_str(said);
        }
    }

    /// Runs the tests of a package in its folder.
    pub(super) fn run(&self, folder: &Path, package: &str) -> Result<ExerciseRun> {
        if let Some(errors) = self.errors.get(package) {
            return Ok(ExerciseRun::Broken(errors.trim_end().to_owned()));
        }
        let Some(test) = self.tests.get(package) else {
            bail!("{package}: tests/budget.rs was not built");
        };
        // A backtrace would hide what the test says.
        let mut run = Command::new(test);
        run.current_dir(folder).env("RUST_BACKTRACE", "0");
        let outcome = run_limited(&mut run, Limits::seconds(30))?;
        let said = String::from_utf8_lossy(&outcome.stdout).into_owned();
        let tests = test_results(&said);
        if tests.is_empty() {
            bail!(
                "{package}: the tests ended without a result ({:?})\n{said}",
                outcome.ended
            );
        }
        Ok(ExerciseRun::Ran(tests))
    }
}
