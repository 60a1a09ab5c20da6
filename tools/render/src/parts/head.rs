//! The head of a chapter: under its promise, the first paragraph, stand the reading time, the number of
//! listings and, from `{{#needs first-profile}}`, the chapters to read first.

use super::one_line;
use crate::Language;
use crate::directive::{Directive, Selector};
use crate::markup::Outline;
use crate::page::{Fault, Session};
use catalog::nearest;
use maud::html;
use std::collections::BTreeSet;
use std::ops::Range;

/// Words or syllables of prose that are read in a minute.
const ENGLISH_WORDS: usize = 220;
const KOREAN_SYLLABLES: usize = 420;

/// Where the facts go, and what they are: only the page that opens a chapter has them.
pub(crate) fn facts(
    session: &Session,
    outline: &Outline,
    found: &[Directive],
) -> Option<(Range<usize>, String)> {
    let page = session.page;
    let opens = page
        .path
        .file_name()
        .is_some_and(|name| name == "README.md");
    if !opens || session.chapter().is_empty() {
        return None;
    }
    let at = end_of_promise(page.text, outline)?;
    let language = page.language;
    let minutes = minutes(language, page.text, outline, found);
    let listings = listings(found);
    let needs = found.iter().filter(|directive| directive.name == "needs");
    let needs: Vec<(String, String)> = needs
        .flat_map(|directive| directive.argument.split_whitespace())
        .filter_map(|chapter| Some((chapter.to_owned(), title(session, chapter)?)))
        .collect();
    let facts = html! {
        ul.facts {
            li { (language.reading(minutes)) }
            @if listings > 0 { li { (language.listings(listings)) } }
            @if !needs.is_empty() {
                li {
                    (language.words().read_first) " "
                    @for (index, (chapter, title)) in needs.iter().enumerate() {
                        @if index > 0 { ", " }
                        a href=(format!("../{chapter}/index.html")) { (title) }
                    }
                }
            }
        }
    };
    Some((at..at, format!("\n\n{}\n\n", one_line(&facts))))
}

/// `{{#needs chapter …}}` is shown among the facts; here it is only checked.
pub(crate) fn needs(session: &Session, argument: &str) -> Result<String, Fault> {
    let root = &session.catalog.root;
    let folder = root.join("src").join(session.page.language.code());
    let known: BTreeSet<String> = folder
        .read_dir()
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().join("README.md").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    let names = || known.iter().map(String::as_str);
    if argument.is_empty() {
        return Err(Fault::here(
            "this names no chapter",
            "write it as '{{#needs first-profile}}', with the folder of each chapter to read first",
        ));
    }
    let unknown = argument
        .split_whitespace()
        .find(|name| !known.contains(*name));
    unknown.map_or(Ok(String::new()), |name| {
        let help = match nearest(name, names()) {
            Some(near) => format!("did you mean '{near}'?"),
            None => format!(
                "the chapters are: {}",
                names().collect::<Vec<_>>().join(", ")
            ),
        };
        Err(Fault::here(format!("there is no chapter '{name}'"), help))
    })
}

/// The title of another chapter, as its page says it.
fn title(session: &Session, chapter: &str) -> Option<String> {
    let page = session
        .catalog
        .root
        .join("src")
        .join(session.page.language.code());
    let text = std::fs::read_to_string(page.join(chapter).join("README.md")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("# "))?;
    let title = line.split(" {#").next().unwrap_or(line);
    Some(title.replace('`', "").trim().to_owned())
}

/// The end of the first paragraph after the title.
fn end_of_promise(text: &str, outline: &Outline) -> Option<usize> {
    let title = outline
        .headings
        .first()
        .filter(|heading| heading.level == 1)?;
    let start = text[title.range.end..].find(|c: char| !c.is_whitespace())? + title.range.end;
    let is_prose = !text[start..].starts_with(['#', '`', '|', '-', '<'])
        && !text[start..].starts_with("{{#needs");
    let end = text[start..]
        .find("\n\n")
        .map_or(text.len(), |end| start + end);
    is_prose.then_some(end)
}

/// Whole minutes, rounded up: prose by its length, and a minute for each program.
fn minutes(language: Language, text: &str, outline: &Outline, found: &[Directive]) -> usize {
    let code = outline.fences.iter().filter(|fence| !fence.is_callout());
    let mut left_out: Vec<Range<usize>> = code.map(|fence| fence.range.clone()).collect();
    left_out.extend(found.iter().map(|directive| directive.range.clone()));
    left_out.sort_by_key(|range| range.start);
    let mut prose = String::new();
    let mut at = 0;
    for range in left_out {
        prose.push_str(&text[at.min(range.start)..range.start]);
        at = at.max(range.end);
    }
    prose.push_str(&text[at..]);
    let programs = found
        .iter()
        .filter(|directive| is_program(directive))
        .count();
    let (read, speed) = match language {
        Language::En => (prose.split_whitespace().count(), ENGLISH_WORDS),
        Language::Ko => (
            prose.chars().filter(|c| c.is_alphanumeric()).count(),
            KOREAN_SYLLABLES,
        ),
    };
    read.div_ceil(speed) + programs
}

fn is_program(directive: &Directive) -> bool {
    let figure = Selector::parse(directive.argument).key.is_some();
    matches!(directive.name, "listing" | "go") && !figure
}

/// Listings of the page, each counted once.
fn listings(found: &[Directive]) -> usize {
    let shown = found.iter().filter(|directive| directive.name == "listing");
    let names: BTreeSet<&str> = shown
        .map(|directive| Selector::parse(directive.argument).listing)
        .collect();
    names.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::directives;

    fn end(text: &str) -> Option<usize> {
        end_of_promise(text, &Outline::of(text))
    }

    #[test]
    fn the_promise_is_the_first_paragraph_after_the_title() {
        let text = "# T {#t}\n\nA promise\nof two lines.\n\nMore.\n";
        assert_eq!(
            end(text).map(|end| &text[..end]),
            Some("# T {#t}\n\nA promise\nof two lines.")
        );
        assert_eq!(end("# T\n\n## At once\n"), None);
        assert_eq!(end("No title.\n"), None);
    }

    #[test]
    fn code_and_directives_are_not_counted_as_prose() {
        let text = format!(
            "# T\n\n{}\n\n```text\n{}\n```\n\n{{{{#listing a-b}}}}\n",
            "word ".repeat(221),
            "x ".repeat(900)
        );
        let outline = Outline::of(&text);
        let found = directives(&text, &outline.opaque());
        assert_eq!(minutes(Language::En, &text, &outline, &found), 3);
        assert_eq!(listings(&found), 1);
    }
}
