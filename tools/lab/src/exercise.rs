//! Exercises: builds a starter or a solution, runs its tests, and says how they came out.
//!
//! They are packages outside the workspace, since a starter has to fail, and have a target folder of
//! their own.

mod built;
mod expected;
mod libtest;
mod workspace;

pub use libtest::test_results;

use crate::{CaseResult, Kind, Progress};
use anyhow::Result;
use built::build;
use catalog::{Catalog, Exercise};
use expected::{solution_passes, starter_fails};
use std::path::Path;
use workspace::{lay_out, package};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_without_tests_has_not_passed() {
        assert!(!ExerciseRun::Ran(Vec::new()).passed());
        assert!(ExerciseRun::Ran(vec![("a".to_owned(), None)]).passed());
    }
}
