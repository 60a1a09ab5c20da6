//! What has to come out: a starter fails for the stated reason, a solution passes.

use super::ExerciseRun;
use catalog::Exercise;

/// Why a starter is none: it passes, or fails for another reason.
pub(super) fn starter_fails(exercise: &Exercise, run: &ExerciseRun) -> Result<(), String> {
    let file = exercise.dir.join(&exercise.file);
    let file = file.display();
    let tests = match run {
        ExerciseRun::Broken(errors) => {
            return Err(format!("{file}: the starter must compile\n{errors}"));
        }
        ExerciseRun::Ran(tests) => tests,
    };
    let said = tests.iter().filter_map(|(_, said)| said.as_deref());
    let said: Vec<&str> = said.collect();
    if said.is_empty() {
        return Err(format!(
            "{file}: the starter passes; leave something to do, or sharpen tests/budget.rs"
        ));
    }
    let wanted = &exercise.fails;
    if said.iter().any(|said| said.contains(&wanted.value)) {
        return Ok(());
    }
    let place = exercise.problem(&wanted.range, "the starter fails for another reason");
    Err(format!(
        "{place}\nexpected: {}\nfound: {}",
        wanted.value,
        said.join("\n       ")
    ))
}

/// Why a solution is none.
pub(super) fn solution_passes(exercise: &Exercise, run: &ExerciseRun) -> Result<(), String> {
    let file = exercise.solution();
    let file = file.display();
    match run {
        _ if run.passed() => Ok(()),
        ExerciseRun::Broken(errors) => {
            Err(format!("{file}: the solution does not compile\n{errors}"))
        }
        ExerciseRun::Ran(tests) => {
            let failed = tests
                .iter()
                .filter_map(|(name, said)| Some(format!("{name}: {}", said.as_ref()?)));
            let failed: Vec<String> = failed.collect();
            Err(format!("{file}: the solution fails\n{}", failed.join("\n")))
        }
    }
}
