//! Whether a quiz is right: each question solved in both languages, and no measurement typed.

use super::solve;
use crate::checks::numerals::numerals;
use crate::page::Session;
use crate::parts::prose;
use crate::{Language, Page};
use catalog::{Catalog, Code, Diagnostic, Placed, Question, QuestionKind, Quiz};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// One question with what is wrong with it.
#[derive(Debug)]
pub struct CheckedQuestion {
    /// Its id.
    pub id: String,
    /// The file that rustc has to judge, if it asks about one.
    pub code: Option<PathBuf>,
    /// Its problems, in the quiz's file.
    pub problems: Vec<Diagnostic>,
}

/// Solves every question of a quiz in both languages.
pub fn check_quiz(catalog: &Catalog, quiz: &Quiz) -> Vec<CheckedQuestion> {
    let checked = quiz.questions.iter().map(|question| {
        let mut problems = agreement(quiz, question);
        for language in Language::ALL {
            let path = Path::new("src").join(language.code()).join(&quiz.name);
            let page = Page {
                language,
                path,
                text: "",
                number: None,
            };
            let mut session = Session::new(catalog, &page, false);
            problems.extend(
                solve(&mut session, quiz, question)
                    .err()
                    .unwrap_or_default(),
            );
        }
        problems.sort();
        problems.dedup();
        let code = match &question.kind {
            QuestionKind::Compiles(Code::File(file)) => Some(file.value.clone()),
            _ => None,
        };
        CheckedQuestion {
            id: question.id.value.clone(),
            code,
            problems,
        }
    });
    checked.collect()
}

/// Both languages show the same recorded numbers, and none that is typed.
fn agreement(quiz: &Quiz, question: &Question) -> Vec<Diagnostic> {
    let said = [
        (&question.ask.ko, &question.ask.en),
        (&question.why.ko, &question.why.en),
    ];
    let (options, right) = match &question.kind {
        QuestionKind::Choice(choice) => {
            let options = choice.options.ko.iter().zip(&choice.options.en);
            (options.collect(), choice.right.value.clone())
        }
        _ => (Vec::new(), BTreeSet::new()),
    };
    let pairs = said.iter().chain(&options);
    let differ = pairs.filter(|(ko, en)| prose::shown(ko) != prose::shown(en));
    let mut problems: Vec<Diagnostic> = differ
        .map(|(_, en)| {
            quiz.problem(&en.range, "the Korean text shows other recorded numbers")
                .help("give both languages the same directives")
        })
        .collect();
    // A wrong option may say any number.
    let right = right.iter().filter_map(|at| options.get(*at));
    let claimed = said.iter().chain(right).flat_map(|(ko, en)| [*ko, *en]);
    problems.extend(claimed.flat_map(|text| typed(quiz, text)));
    problems
}

/// Measurements that are typed: in a wrong option they are no claim, everywhere else they are.
fn typed(quiz: &Quiz, text: &Placed<String>) -> Vec<Diagnostic> {
    let outline = crate::markup::Outline::of(&text.value);
    let mut outside = outline.opaque();
    outside.extend(
        prose::numbers_in(&text.value)
            .into_iter()
            .map(|found| found.range),
    );
    let found = numerals(&text.value, &outside).into_iter();
    found
        .map(|numeral| {
            let message = format!("'{}' is typed by hand", &text.value[numeral.range]);
            quiz.problem(&text.range, message)
                .help("take a measurement from a directive such as {{#heap listing.bytes}}")
        })
        .collect()
}
