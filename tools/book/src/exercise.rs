//! `cargo book exercise`: runs what the reader wrote, and says in words how it came out.

use crate::Outcome;
use crate::cli;
use crate::report::{self, Failure};
use anyhow::Context;
use catalog::{Catalog, Exercise, nearest};
use lab::{ExerciseRun, run_exercise};
use notify::{RecursiveMode, Watcher};
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

/// Runs one exercise, or lists all of them.
pub(crate) fn run(root: &Path, options: &cli::Exercise) -> Outcome {
    let (catalog, problems) = Catalog::load(root);
    let Some(name) = &options.name else {
        report::content(problems)?;
        for exercise in catalog.exercises.values() {
            println!("{:<32} {}", exercise.name, exercise.title.en.value);
        }
        println!("run one of them: cargo book exercise NAME");
        return Ok(());
    };
    let exercise = find(&catalog, name)?;
    let passed = verdict(root, exercise)?;
    if options.watch {
        return watch(root, exercise);
    }
    if passed {
        Ok(())
    } else {
        Err(Failure::Reported)
    }
}

/// By its full name, or by the part behind the chapter where that is clear.
fn find<'a>(catalog: &'a Catalog, name: &str) -> Result<&'a Exercise, Failure> {
    let exercises = &catalog.exercises;
    let short = |exercise: &&Exercise| exercise.name.rsplit('/').next() == Some(name);
    let mut same = exercises.values().filter(short);
    if let Some(exercise) = exercises.get(name) {
        return Ok(exercise);
    }
    if let (Some(exercise), None) = (same.next(), same.next()) {
        return Ok(exercise);
    }
    let names = exercises.keys().map(String::as_str);
    let ends = names.clone().filter_map(|name| name.rsplit('/').next());
    let help = match nearest(name, names.chain(ends)) {
        Some(near) => format!("did you mean '{near}'?"),
        None => "'cargo book exercise' lists them".to_owned(),
    };
    Err(Failure::Usage(format!(
        "there is no exercise '{name}': {help}"
    )))
}

/// Prints how the tests came out; true when all passed.
fn verdict(root: &Path, exercise: &Exercise) -> Result<bool, Failure> {
    let file = exercise.dir.join(&exercise.file);
    println!("{}: {}", exercise.name, exercise.title.en.value);
    let run = run_exercise(root, exercise)?;
    match &run {
        ExerciseRun::Broken(errors) => {
            println!(
                "{errors}\n\nIt does not compile yet. Edit {}.",
                file.display()
            );
        }
        ExerciseRun::Ran(tests) => {
            for (name, said) in tests {
                let said = said
                    .as_deref()
                    .map(|said| said.replace('\n', "\n           "));
                match said {
                    None => println!("  ok      {name}"),
                    Some(said) => println!("  FAILED  {name}\n           {said}"),
                }
            }
            println!("{}", advice(tests, exercise, &file));
        }
    }
    Ok(run.passed())
}

fn advice(tests: &[(String, Option<String>)], exercise: &Exercise, file: &Path) -> String {
    let passed = tests.iter().filter(|(_, said)| said.is_none()).count();
    if passed == tests.len() {
        let solution = exercise.solution();
        return format!(
            "Solved: {passed} of {passed} tests pass. Compare with {}.",
            solution.display()
        );
    }
    format!(
        "Not yet: {passed} of {} tests pass. Edit {} and run this again; --watch does that for you. \
         Hints are on the page.",
        tests.len(),
        file.display()
    )
}

/// Runs it again after every change, until it is interrupted.
fn watch(root: &Path, exercise: &Exercise) -> Outcome {
    let (changed, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| !event.kind.is_access()) {
            // The receiver lives as long as the process.
            let _ = changed.send(());
        }
    })
    .context("cannot watch files for changes")?;
    for folder in ["src", "tests"] {
        let path = root.join(&exercise.dir).join(folder);
        watcher
            .watch(&path, RecursiveMode::Recursive)
            .with_context(|| format!("cannot watch {}", path.display()))?;
    }
    println!("watching {} (Ctrl-C ends)", exercise.dir.display());
    while changes.recv().is_ok() {
        // An editor writes several files at once.
        while changes.recv_timeout(Duration::from_millis(150)).is_ok() {}
        println!();
        verdict(root, exercise)?;
    }
    Ok(())
}
