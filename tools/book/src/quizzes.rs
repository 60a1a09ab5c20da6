//! Quizzes in `cargo book check` and `cargo book test`: each file and each question is a case.

use crate::report;
use catalog::{Catalog, Diagnostic, Quiz};
use lab::{CaseResult, Kind};
use render::{CheckedQuestion, check_quiz};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What is wrong with the quizzes, beyond what reading their files has found. `placed` are the quizzes
/// that a page shows.
pub(crate) fn problems(catalog: &Catalog, placed: &BTreeSet<String>) -> Vec<Diagnostic> {
    let quizzes = catalog.quizzes.values();
    let mut problems: Vec<Diagnostic> = quizzes
        .clone()
        .flat_map(|quiz| check_quiz(catalog, quiz))
        .flat_map(|question| question.problems)
        .collect();
    let lonely = quizzes.filter(|quiz| !placed.contains(&format!("quiz {}", quiz.name)));
    problems.extend(lonely.map(|quiz| {
        Diagnostic::file(&quiz.path, "no page shows this quiz").help(format!(
            "write {{{{#quiz {}}}}} into its chapter, in both languages",
            quiz.name
        ))
    }));
    let exercises = catalog.exercises.values();
    let lonely =
        exercises.filter(|exercise| !placed.contains(&format!("exercise {}", exercise.name)));
    problems.extend(lonely.map(|exercise| {
        Diagnostic::file(&exercise.dir, "no page shows this exercise").help(format!(
            "write {{{{#exercise {}}}}} into its chapter, in both languages",
            exercise.name
        ))
    }));
    problems
}

/// Whether a problem lies in a quiz's file, where it is counted as a quiz and not as a page.
pub(crate) fn owns(problem: &Diagnostic) -> bool {
    problem.path.starts_with("quizzes")
}

/// One case per file and one per question; rustc judges the code that a question shows. `found` is what
/// the check of the whole book found.
pub(crate) fn cases(root: &Path, catalog: &Catalog, found: &[Diagnostic]) -> Vec<CaseResult> {
    let mut by_file: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for quiz in catalog.quizzes.values() {
        by_file.insert(quiz.path.to_string_lossy().into_owned(), Vec::new());
    }
    let mut cases = Vec::new();
    let mut told = Vec::new();
    for quiz in catalog.quizzes.values() {
        for question in check_quiz(catalog, quiz) {
            told.extend(question.problems.iter().cloned());
            cases.push(case(root, quiz, question));
        }
    }
    let of_files = found.iter();
    for problem in of_files.filter(|problem| owns(problem) && !told.contains(problem)) {
        let file = problem.path.to_string_lossy().into_owned();
        by_file.entry(file).or_default().push(problem.clone());
    }
    let files = by_file.into_iter().map(|(file, mut problems)| {
        problems.sort();
        problems.dedup();
        CaseResult::new(Kind::Quiz, file, verdict(&problems))
    });
    cases.extend(files);
    cases
}

fn case(root: &Path, quiz: &Quiz, question: CheckedQuestion) -> CaseResult {
    let mut result = verdict(&question.problems);
    if let Some(code) = question.code.filter(|_| result.is_ok()) {
        result = lab::verify_snippet(root, &code);
    }
    let name = format!("{} {}", quiz.name, question.id);
    CaseResult::new(Kind::Question, name, result)
}

fn verdict(problems: &[Diagnostic]) -> Result<(), String> {
    if problems.is_empty() {
        Ok(())
    } else {
        Err(report::rendered(problems, false))
    }
}
