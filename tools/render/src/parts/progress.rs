//! The progress page: what there is to read and to answer, chapter by chapter. A script fills in what this
//! browser remembers; nothing is sent anywhere.

use super::{chapters, one_line, quiz};
use crate::Language;
use crate::page::{Fault, Session};
use crate::solve::solve;
use maud::html;
use std::collections::{BTreeMap, BTreeSet};

/// What the page says in one language.
struct Words {
    chapter: &'static str,
    read: &'static str,
    questions: &'static str,
    exercises: &'static str,
    export: &'static str,
    reset: &'static str,
    no_script: &'static str,
}

const EN: Words = Words {
    chapter: "Chapter",
    read: "Read",
    questions: "Questions right",
    exercises: "Exercises solved",
    export: "Save as a file",
    reset: "Forget everything",
    no_script: "Without JavaScript the book remembers nothing; this is what there is.",
};

const KO: Words = Words {
    chapter: "장",
    read: "읽음",
    questions: "맞힌 문제",
    exercises: "푼 연습 문제",
    export: "파일로 저장",
    reset: "모두 지우기",
    no_script: "JavaScript가 꺼져 있으면 이 책은 아무것도 기억하지 않습니다. 아래는 문제의 수입니다.",
};

/// What a chapter asks.
#[derive(Default)]
struct Chapter {
    hashes: Vec<String>,
    exercises: Vec<String>,
}

/// `{{#progress}}`.
pub(crate) fn html(session: &mut Session) -> Result<String, Fault> {
    let found = found(session)?;
    let chapters = chapters::in_reading_order(session, found);
    session.scripts.insert("progress.js");
    let words = match session.page.language {
        Language::Ko => &KO,
        Language::En => &EN,
    };
    let html = html! {
        div.progress role="group" aria-label=(words.chapter) {
            noscript { p { (words.no_script) } }
            table {
                thead { tr {
                    th scope="col" { (words.chapter) }
                    th scope="col" { (words.read) }
                    th.num scope="col" { (words.questions) }
                    th.num scope="col" { (words.exercises) }
                } }
                tbody { @for (name, chapter) in &chapters {
                    tr data-chapter=(name) data-questions=(chapter.hashes.join(" ")) data-exercises=(chapter.exercises.join(" ")) {
                        th scope="row" { a href=(format!("{name}/index.html")) { (chapters::title(session, name)) } }
                        td.progress__read { "–" }
                        td.num.progress__questions { (of(chapter.hashes.len())) }
                        td.num.progress__exercises { (of(chapter.exercises.len())) }
                    }
                } }
            }
            div.quiz__bar hidden {
                button.action.progress__export type="button" { (words.export) }
                button.action.progress__reset type="button" { (words.reset) }
                output.quiz__score {}
            }
        }
    };
    Ok(one_line(&html))
}

/// How many there are to get right; a dash where there are none.
fn of(count: usize) -> String {
    match count {
        0 => "–".to_owned(),
        count => format!("– / {count}"),
    }
}

/// The chapters that have listings, quizzes or exercises.
fn found(session: &mut Session) -> Result<BTreeMap<String, Chapter>, Fault> {
    let catalog = session.catalog;
    let mut chapters: BTreeMap<String, Chapter> = BTreeMap::new();
    let listings: BTreeSet<&str> = catalog
        .listings
        .values()
        .map(|it| it.chapter.as_str())
        .collect();
    for chapter in listings {
        chapters.entry(chapter.to_owned()).or_default();
    }
    for quiz in catalog.quizzes.values() {
        let chapter = chapters::of(&quiz.name);
        for question in &quiz.questions {
            let solved = solve(session, quiz, question).map_err(Fault::There)?;
            let entry = chapters.entry(chapter.to_owned()).or_default();
            entry.hashes.push(quiz::hash(question, &solved));
        }
    }
    for name in catalog.exercises.keys() {
        let chapter = chapters::of(name);
        let entry = chapters.entry(chapter.to_owned()).or_default();
        entry.exercises.push(name.clone());
    }
    Ok(chapters)
}
