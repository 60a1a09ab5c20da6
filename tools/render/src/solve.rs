//! A quiz against what is recorded: its answers, and whether every other option is wrong.

mod check;
mod choice;
mod code;

pub use check::{CheckedQuestion, check_quiz};

use crate::page::{Fault, Session};
use crate::parts::{number, prose};
use catalog::{Diagnostic, Placed, Question, QuestionKind, Quiz, Source};
use choice::chosen;
use code::{compiles, freeing_line};
use std::collections::BTreeSet;

/// The answer to a question, and what there is to choose from.
#[derive(Debug, Default)]
pub(crate) struct Solved {
    /// The options as HTML; none where a number is asked for.
    pub(crate) options: Vec<String>,
    /// The positions of the right ones.
    pub(crate) right: BTreeSet<usize>,
    /// The number, where one is asked for.
    pub(crate) number: Option<u64>,
    /// The code that the question is about, with the lines to show.
    pub(crate) code: Option<Source>,
}

/// The answer to a question in the session's language.
pub(crate) fn solve(
    session: &mut Session,
    quiz: &Quiz,
    question: &Question,
) -> Result<Solved, Vec<Diagnostic>> {
    let code = session.page.language.code();
    for text in [question.ask.of(code), question.why.of(code)] {
        prose::blocks(session, &text.value).map_err(|fault| locate(quiz, text, fault))?;
    }
    match &question.kind {
        QuestionKind::Choice(choice) => chosen(session, quiz, choice),
        QuestionKind::Number { answer, .. } => {
            let number = number::value_of(session, &answer.value);
            Ok(Solved {
                number: Some(number.map_err(|fault| locate(quiz, answer, fault))?),
                ..Solved::default()
            })
        }
        QuestionKind::Line(line) => freeing_line(session, quiz, line),
        QuestionKind::Compiles(code) => compiles(session, quiz, code),
    }
}

/// Places a fault of a directive in the quiz's file; a malformed listing is reported at its own.
fn locate<T>(quiz: &Quiz, at: &Placed<T>, fault: Fault) -> Vec<Diagnostic> {
    match fault {
        Fault::Here(message, help) => vec![Diagnostic {
            help,
            ..quiz.problem(&at.range, message)
        }],
        Fault::There(problems) => problems,
    }
}
