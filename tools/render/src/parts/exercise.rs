//! An exercise on the page: the task, the starter, hints and a solution to unfold.

use super::{code, one_line, prose, solutions};
use crate::Language;
use crate::page::{Fault, Session};
use catalog::{Catalog, Diagnostic, Exercise, Placed, nearest};
use maud::{Markup, PreEscaped, html};
use std::collections::BTreeMap;
use std::path::Path;

/// What an exercise says in one language.
struct Words {
    exercise: &'static str,
    starter: &'static str,
    tests: &'static str,
    hint: &'static str,
    solution: &'static str,
    show: &'static str,
    run: &'static str,
    edit: &'static str,
}

const EN: Words = Words {
    exercise: "Exercise",
    starter: "The starter",
    tests: "The tests",
    hint: "Hint",
    solution: "Solution",
    show: "Show the solution",
    run: "In the terminal",
    edit: "Edit",
};

const KO: Words = Words {
    exercise: "연습 문제",
    starter: "출발점",
    tests: "테스트",
    hint: "힌트",
    solution: "풀이",
    show: "풀이 보기",
    run: "터미널에서",
    edit: "고칠 파일",
};

/// `{{#exercise chapter/name}}`.
pub(crate) fn html(session: &mut Session, argument: &str) -> Result<String, Fault> {
    let exercise = find(session.catalog, argument)?;
    session.placed.insert(format!("exercise {argument}"));
    session.scripts.insert("exercise.js");
    let language = session.page.language;
    let words = match language {
        Language::Ko => &KO,
        Language::En => &EN,
    };
    let title = text(session, exercise, exercise.title.of(language.code()), false)?;
    let task = text(session, exercise, exercise.task.of(language.code()), true)?;
    let hints = exercise.hints.of(language.code()).iter();
    let hints: Vec<String> = hints
        .map(|hint| text(session, exercise, hint, true))
        .collect::<Result<_, _>>()?;
    let path = exercise.dir.join(&exercise.file);
    let starter = source(session, exercise, &path, words.starter)?;
    let tests = exercise.dir.join("tests/budget.rs");
    let tests = source(session, exercise, &tests, words.tests)?;
    let solution = solution(session, exercise, words)?;
    let label = format!("{}: {argument}", words.exercise);
    let html = html! {
        div.exercise id=(id(argument)) role="group" aria-label=(label) data-exercise=(argument) data-runs[exercise.in_page] {
            p.exercise__title { (words.exercise) ": " (PreEscaped(title)) }
            (PreEscaped(task))
            p.exercise__how {
                (words.run) " " code { "cargo book exercise " (argument) } ". "
                (words.edit) " " code { (path.display()) } "."
            }
            (starter)
            details { summary { (words.tests) } (tests) }
            @for (at, hint) in hints.iter().enumerate() {
                details.reveal { summary { (words.hint) " " (at + 1) } (PreEscaped(hint)) }
            }
            (solution)
        }
    };
    Ok(one_line(&html))
}

fn find<'c>(catalog: &'c Catalog, name: &str) -> Result<&'c Exercise, Fault> {
    if catalog.malformed.contains(name) {
        // What is wrong with it is reported there, once.
        return Err(Fault::There(Vec::new()));
    }
    catalog.exercises.get(name).ok_or_else(|| {
        let help = match nearest(name, catalog.exercises.keys().map(String::as_str)) {
            Some(near) => format!("did you mean '{near}'?"),
            None => format!("make exercises/{name}/, or name another"),
        };
        Fault::here(format!("there is no exercise '{name}'"), help)
    })
}

/// A file of the exercise as code.
fn source(
    session: &Session,
    exercise: &Exercise,
    path: &Path,
    what: &str,
) -> Result<Markup, Fault> {
    let source = exercise.source(&session.catalog.root, path)?;
    let (language, label) = (session.page.language, format!("{} {what}", exercise.name));
    let lines = BTreeMap::new();
    Ok(code::block(language, &label, "rust", &source, None, &lines))
}

/// A link to the solution, or where the book has no page for it, the solution to unfold.
fn solution(session: &Session, exercise: &Exercise, words: &Words) -> Result<Markup, Fault> {
    Ok(match solutions::link(session, &exercise.name) {
        Some(href) => html! { p.exercise__solution { a href=(href) { (words.show) } } },
        None => {
            let code = solutions::code(session, exercise)?;
            html! { details.reveal { summary { (words.solution) } (code) } }
        }
    })
}

/// Where the exercise stands on its page.
pub(crate) fn id(exercise: &str) -> String {
    format!("exercise-{}", exercise.replace('/', "-"))
}

fn text(
    session: &mut Session,
    exercise: &Exercise,
    text: &Placed<String>,
    blocks: bool,
) -> Result<String, Fault> {
    let html = if blocks {
        prose::blocks(session, &text.value)
    } else {
        prose::inline(session, &text.value)
    };
    html.map_err(|fault| match fault {
        Fault::Here(message, help) => Fault::There(vec![Diagnostic {
            help,
            ..exercise.problem(&text.range, message)
        }]),
        fault @ Fault::There(_) => fault,
    })
}
