//! Exercises: builds a starter or a solution, runs its tests, and says how they came out.
//!
//! They are packages outside the workspace, since a starter has to fail, and have a target folder of
//! their own.

use crate::{CaseResult, Kind, Limits, Progress, run_limited};
use anyhow::{Context, Result, bail};
use catalog::{Catalog, Exercise};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How the tests of an exercise came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExerciseRun {
    /// It does not compile; what rustc said.
    Broken(String),
    /// It does: each test with what it complained about, `None` where it passed.
    Ran(Vec<(String, Option<String>)>),
}

impl ExerciseRun {
    /// Whether there are tests and all of them passed.
    pub fn passed(&self) -> bool {
        match self {
            Self::Broken(_) => false,
            Self::Ran(tests) => !tests.is_empty() && tests.iter().all(|(_, said)| said.is_none()),
        }
    }
}

/// Runs what the reader wrote, where it stands.
///
/// # Errors
/// When Cargo cannot be run.
pub fn run_exercise(root: &Path, exercise: &Exercise) -> Result<ExerciseRun> {
    let folder = root.join(&exercise.dir);
    let built = build(root, &folder, &root.join("target/exercises/own"))?;
    let package = folder
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    built.run(&folder, &package)
}

/// Proves of every exercise that its starter fails for the stated reason and its solution passes.
///
/// # Errors
/// When Cargo cannot be run, or the copies cannot be written.
pub fn check_exercises(catalog: &Catalog, progress: &dyn Progress) -> Result<Vec<CaseResult>> {
    if catalog.exercises.is_empty() {
        return Ok(Vec::new());
    }
    progress.begin("checking exercises", Some(2));
    let exercises: Vec<&Exercise> = catalog.exercises.values().collect();
    let starters = run_all(&catalog.root, &exercises, "starter", progress)?;
    let solutions = run_all(&catalog.root, &exercises, "solution", progress)?;
    progress.end();
    let mut cases = Vec::new();
    for ((exercise, starter), solution) in exercises.iter().zip(&starters).zip(&solutions) {
        let case = |what: &str, result| {
            CaseResult::new(Kind::Exercise, format!("{} {what}", exercise.name), result)
        };
        cases.push(case("starter fails", starter_fails(exercise, starter)));
        cases.push(case("solution passes", solution_passes(exercise, solution)));
    }
    Ok(cases)
}

/// Builds and runs one version of all exercises. The two versions have programs of the same name, so each
/// has a target folder of its own.
fn run_all(
    root: &Path,
    exercises: &[&Exercise],
    version: &str,
    progress: &dyn Progress,
) -> Result<Vec<ExerciseRun>> {
    progress.step(version);
    let folder = root.join("target/exercises").join(version);
    lay_out(root, &folder, exercises, version)?;
    let built = build(root, &folder, &folder.join("target"))?;
    let runs = exercises.iter().map(|exercise| {
        let package = package(exercise);
        built.run(&folder.join(&package), &package)
    });
    runs.collect()
}

fn starter_fails(exercise: &Exercise, run: &ExerciseRun) -> Result<(), String> {
    let file = exercise.dir.join(&exercise.file);
    let wanted = &exercise.fails.value;
    let said: Vec<&str> = match run {
        ExerciseRun::Broken(errors) => {
            return Err(format!(
                "{}: the starter must compile\n{errors}",
                file.display()
            ));
        }
        ExerciseRun::Ran(tests) => tests
            .iter()
            .filter_map(|(_, said)| said.as_deref())
            .collect(),
    };
    if said.is_empty() {
        return Err(format!(
            "{}: the starter passes; leave something to do, or sharpen tests/budget.rs",
            file.display()
        ));
    }
    if said.iter().any(|said| said.contains(wanted.as_str())) {
        return Ok(());
    }
    let place = exercise.problem(
        &exercise.fails.range,
        "the starter fails for another reason",
    );
    Err(format!(
        "{place}\nexpected: {wanted}\nfound: {}",
        said.join("\n       ")
    ))
}

fn solution_passes(exercise: &Exercise, run: &ExerciseRun) -> Result<(), String> {
    let file = exercise.solution();
    match run {
        _ if run.passed() => Ok(()),
        ExerciseRun::Broken(errors) => Err(format!(
            "{}: the solution does not compile\n{errors}",
            file.display()
        )),
        ExerciseRun::Ran(tests) => {
            let failed = tests
                .iter()
                .filter_map(|(name, said)| Some(format!("{name}: {}", said.as_ref()?)));
            let failed: Vec<String> = failed.collect();
            Err(format!(
                "{}: the solution fails\n{}",
                file.display(),
                failed.join("\n")
            ))
        }
    }
}

fn package(exercise: &Exercise) -> String {
    exercise.name.replace('/', "-")
}

/// One workspace of all exercises, so that Cargo is started once. Files that say the same are left alone,
/// or everything would be compiled again.
fn lay_out(root: &Path, folder: &Path, exercises: &[&Exercise], version: &str) -> Result<()> {
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

/// What Cargo built, by package.
struct Built {
    tests: BTreeMap<String, PathBuf>,
    errors: BTreeMap<String, String>,
}

fn build(root: &Path, folder: &Path, target: &Path) -> Result<Built> {
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
    let mut limits = Limits::seconds(600);
    limits.output = 64 << 20;
    let outcome = run_limited(&mut cargo, limits)?;
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

    fn run(&self, folder: &Path, package: &str) -> Result<ExerciseRun> {
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

/// Reads what libtest prints: `test NAME ... ok`, and below `---- NAME stdout ----` what a failed one said.
pub fn test_results(text: &str) -> Vec<(String, Option<String>)> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("test "));
    let tests = lines.filter_map(|line| line.split_once(" ... "));
    let read = tests.map(|(name, result)| {
        let said = (result != "ok").then(|| complaint(text, name));
        (name.to_owned(), said)
    });
    // Tests that run side by side end in any order.
    read.collect::<BTreeMap<_, _>>().into_iter().collect()
}

fn complaint(text: &str, name: &str) -> String {
    let (_, rest) = text
        .split_once(&format!("---- {name} stdout ----\n"))
        .unwrap_or_default();
    let ours = rest.split("\n---- ").next().unwrap_or_default();
    let ours = ours.split("\nfailures:").next().unwrap_or_default();
    let lines = ours.lines().filter(|line| {
        let is_place = line.starts_with("thread '") && line.contains("panicked at");
        !is_place && !line.starts_with("note: run with `RUST_BACKTRACE") && !line.trim().is_empty()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_and_complaints_are_read_from_libtest() {
        let text = "\nrunning 2 tests\ntest a ... ok\ntest b ... FAILED\n\nfailures:\n\n---- b stdout ----\n\n\
            thread 'b' (7) panicked at tests/budget.rs:3:9:\nasked for 101 blocks, the budget is 2\n\
            note: run with `RUST_BACKTRACE=1` environment variable\n\n\nfailures:\n    b\n";
        let expected = "asked for 101 blocks, the budget is 2".to_owned();
        assert_eq!(
            test_results(text),
            [("a".to_owned(), None), ("b".to_owned(), Some(expected))]
        );
    }

    #[test]
    fn a_run_without_tests_has_not_passed() {
        assert!(!ExerciseRun::Ran(Vec::new()).passed());
        assert!(ExerciseRun::Ran(vec![("a".to_owned(), None)]).passed());
    }
}
