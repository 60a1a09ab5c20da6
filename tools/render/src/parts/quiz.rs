//! A quiz on the page: a form that is complete without scripts, its answers folded away.

use super::{code, one_line, prose};
use crate::Language;
use crate::number_format::grouped;
use crate::page::{Fault, Session};
use crate::solve::{Solved, solve};
use catalog::{Question, QuestionKind, Quiz, nearest};
use maud::{Markup, PreEscaped, html};
use std::collections::BTreeMap;

/// What a quiz says in one language.
pub(crate) struct Words {
    questions: &'static str,
    choose_all: &'static str,
    number: &'static str,
    answer: &'static str,
    answer_is: &'static str,
    pub(crate) compiles: &'static str,
    pub(crate) does_not_compile: &'static str,
}

const EN: Words = Words {
    questions: "Questions",
    choose_all: "Choose all that are right.",
    number: "Your number",
    answer: "Answer and explanation",
    answer_is: "Answer",
    compiles: "It compiles.",
    does_not_compile: "It does not compile.",
};

const KO: Words = Words {
    questions: "퀴즈",
    choose_all: "맞는 것을 모두 고르세요.",
    number: "짐작한 수",
    answer: "정답과 해설",
    answer_is: "정답",
    compiles: "컴파일됩니다.",
    does_not_compile: "컴파일되지 않습니다.",
};

/// The words of a language.
pub(crate) fn words(language: Language) -> &'static Words {
    match language {
        Language::Ko => &KO,
        Language::En => &EN,
    }
}

/// `{{#quiz chapter/name}}`.
pub(crate) fn html(session: &mut Session, argument: &str) -> Result<String, Fault> {
    if session.catalog.malformed.contains(argument) {
        // What is wrong with the file is reported there, once.
        return Err(Fault::There(Vec::new()));
    }
    let catalog = session.catalog;
    let quiz = catalog.quizzes.get(argument).ok_or_else(|| {
        let help = match nearest(argument, catalog.quizzes.keys().map(String::as_str)) {
            Some(near) => format!("did you mean '{near}'?"),
            None => format!("write quizzes/{argument}.toml, or name another"),
        };
        Fault::here(format!("there is no quiz '{argument}'"), help)
    })?;
    session.placed.insert(format!("quiz {argument}"));
    let first = session.questions + 1;
    let mut questions = Vec::new();
    for question in &quiz.questions {
        session.questions += 1;
        let solved = solve(session, quiz, question).map_err(Fault::There)?;
        questions.push(one(session, quiz, question, &solved)?);
    }
    session.scripts.insert("quiz.js");
    let words = words(session.page.language);
    let label = format!("{} {first}–{}", words.questions, session.questions);
    let html = html! {
        div.quiz role="group" aria-label=(label) data-quiz=(argument) {
            p.quiz__title { (words.questions) }
            form.quiz__form { @for question in &questions { (question) } }
        }
    };
    Ok(one_line(&html))
}

fn one(
    session: &mut Session,
    quiz: &Quiz,
    question: &Question,
    solved: &Solved,
) -> Result<Markup, Fault> {
    let language = session.page.language;
    let words = words(language);
    let ask = prose::inline(session, &question.ask.of(language.code()).value)?;
    let why = prose::blocks(session, &question.why.of(language.code()).value)?;
    let hash = hash(question, solved);
    let within = match question.kind {
        QuestionKind::Number { within, .. } => within,
        _ => 0,
    };
    let label = format!("{} {}", quiz.name, question.id.value);
    Ok(html! {
        fieldset.question data-hash=(hash) data-kind=(kind(question)) data-answer=(answer(solved)) data-within=(within) {
            legend { b.question__n { (session.questions) } " " (PreEscaped(ask)) }
            @if let Some(source) = &solved.code {
                // The first line is the test's own annotation.
                @let lines = 2..source.text.lines().count() + 1;
                (code::block(language, &label, "rust", source, Some(&lines), &BTreeMap::new()))
            }
            (input(words, &hash, question, solved))
            details.question__why {
                summary { (words.answer) }
                p.question__answer { b { (words.answer_is) ": " } (shown(solved)) }
                (PreEscaped(why))
            }
        }
    })
}

fn kind(question: &Question) -> &'static str {
    match &question.kind {
        QuestionKind::Choice(choice) if choice.many => "many",
        QuestionKind::Number { .. } => "number",
        _ => "one",
    }
}

fn input(words: &Words, hash: &str, question: &Question, solved: &Solved) -> Markup {
    let kind = kind(question);
    html! {
        @if kind == "number" {
            label.question__number {
                (words.number) " "
                input type="text" inputmode="numeric" autocomplete="off" name=(hash);
            }
        } @else {
            @if kind == "many" { p.question__all { (words.choose_all) } }
            @for (at, option) in solved.options.iter().enumerate() {
                label.option {
                    input type=(if kind == "many" { "checkbox" } else { "radio" }) name=(hash) value=(at);
                    span { (PreEscaped(option)) }
                }
            }
        }
    }
}

/// For the script: the number, or the positions of the right options.
fn answer(solved: &Solved) -> String {
    let positions: Vec<String> = solved.right.iter().map(usize::to_string).collect();
    solved
        .number
        .map_or(positions.join(" "), |number| number.to_string())
}

fn shown(solved: &Solved) -> Markup {
    let right: Vec<&String> = solved
        .right
        .iter()
        .filter_map(|at| solved.options.get(*at))
        .collect();
    html! {
        @if let Some(number) = solved.number { (grouped(number)) }
        @for (at, option) in right.iter().enumerate() {
            @if at > 0 { " · " }
            (PreEscaped(option))
        }
    }
}

/// Names what a reader answered: another question, option or answer is another name, so that a stored
/// result never outlives its question. Both languages share it.
pub(crate) fn hash(question: &Question, solved: &Solved) -> String {
    let mut texts: Vec<&str> = vec![&question.ask.ko.value, &question.ask.en.value];
    if let QuestionKind::Choice(choice) = &question.kind {
        let options = choice.options.ko.iter().chain(&choice.options.en);
        texts.extend(options.map(|option| option.value.as_str()));
    }
    let answer = answer(solved);
    texts.push(&answer);
    format!("{:016x}", fnv(&texts.join("\n")))
}

/// FNV-1a: the same on every machine and in every release of the standard library.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_that_of_the_published_test_vectors() {
        assert_eq!(fnv(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv("foobar"), 0x8594_4171_f739_67e8);
    }
}
