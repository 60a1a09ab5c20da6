//! `{{#solutions}}`: the solutions of all exercises on a page of their own, so that a chapter's page need not
//! carry what its readers are asked for.

use super::{chapters, code, exercise, one_line, prose, scripts};
use crate::Language;
use crate::page::{Fault, Session};
use catalog::{Exercise, Source};
use maud::{Markup, PreEscaped, html};
use std::collections::BTreeMap;

/// The page, below a language's folder. A book without it folds each solution into its exercise.
const PAGE: &str = "solutions.md";

/// What the page says in one language.
struct Words {
    solution: &'static str,
    back: &'static str,
}

const EN: Words = Words {
    solution: "Solution",
    back: "Back to the exercise",
};

const KO: Words = Words {
    solution: "풀이",
    back: "연습 문제로 돌아가기",
};

/// `{{#solutions}}`: a heading per chapter, and below it one per exercise.
pub(crate) fn html(session: &mut Session) -> Result<String, Fault> {
    let catalog = session.catalog;
    let mut by_chapter: BTreeMap<String, Vec<&Exercise>> = BTreeMap::new();
    for (name, exercise) in &catalog.exercises {
        let chapter = chapters::of(name).to_owned();
        by_chapter.entry(chapter).or_default().push(exercise);
    }
    let mut groups = Vec::new();
    for (chapter, exercises) in chapters::in_reading_order(session, by_chapter) {
        let title = chapters::title(session, &chapter);
        let solutions = exercises.into_iter().map(|it| solution(session, it));
        groups.push((chapter, title, solutions.collect::<Result<Vec<_>, _>>()?));
    }
    let html = html! {
        div.generated { @for (chapter, title, solutions) in &groups {
            h2 id=(chapter) { (title) }
            @for solution in solutions { (solution) }
        } }
    };
    Ok(one_line(&html))
}

fn solution(session: &mut Session, exercise: &Exercise) -> Result<Markup, Fault> {
    let language = session.page.language;
    let words = match language {
        Language::Ko => &KO,
        Language::En => &EN,
    };
    let title = prose::inline(session, &exercise.title.of(language.code()).value)?;
    let source = exercise.source(&session.catalog.root, &exercise.solution())?;
    let lines = source.shown(None).len();
    let root = scripts::to_root(&session.page.path);
    let back = format!(
        "{root}{}/index.html#{}",
        chapters::of(&exercise.name),
        exercise::id(&exercise.name)
    );
    Ok(html! {
        h3 id=(id(&exercise.name)) { (PreEscaped(title)) }
        p { a href=(back) { (words.back) } " · " code { (exercise.solution().display()) } }
        // The style sheet leaves it out of the layout until it is near, at the height of so many lines.
        div.solution style={ "--lines:" (lines) } { (block(language, exercise, &source)) }
    })
}

/// The code of a solution.
pub(crate) fn code(session: &Session, exercise: &Exercise) -> Result<Markup, Fault> {
    let source = exercise.source(&session.catalog.root, &exercise.solution())?;
    Ok(block(session.page.language, exercise, &source))
}

fn block(language: Language, exercise: &Exercise, source: &Source) -> Markup {
    let words = match language {
        Language::Ko => &KO,
        Language::En => &EN,
    };
    let label = format!("{} {}", exercise.name, words.solution);
    code::block(language, &label, "rust", source, None, &BTreeMap::new())
}

/// Where the solution of an exercise stands, from the session's page; none where the book has no page for it.
pub(crate) fn link(session: &Session, exercise: &str) -> Option<String> {
    let root = scripts::to_root(&session.page.path);
    let page = PAGE.replace(".md", ".html");
    let is_there = chapters::folder(session).join(PAGE).is_file();
    is_there.then(|| format!("{root}{page}#{}", id(exercise)))
}

fn id(exercise: &str) -> String {
    format!("solution-{}", exercise.replace('/', "-"))
}
