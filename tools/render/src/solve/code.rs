//! Questions about code: the line that frees a block, and whether a file compiles.

use super::{Solved, locate};
use crate::directive::Selector;
use crate::page::{Session, case};
use catalog::{Code, Diagnostic, Event, Line, Listing, Op, Quiz, Source};
use std::collections::BTreeSet;

/// The lines to choose from; the right one is where the recorded run gave the block back.
pub(super) fn freeing_line(
    session: &mut Session,
    quiz: &Quiz,
    line: &Line,
) -> Result<Solved, Vec<Diagnostic>> {
    let listing = Selector::parse(&line.listing.value).listing;
    let listing = session.listing(listing);
    let listing = listing.map_err(|fault| locate(quiz, &line.listing, fault))?;
    let freed = freed(session, quiz, line, listing)?;
    let source = session.catalog.source(listing, "src/lib.rs")?;
    let mut options = Vec::new();
    let mut right = BTreeSet::new();
    for wanted in &line.lines {
        let Some((number, code)) = find(&source, &wanted.value) else {
            let (path, text) = (source.path.display(), &wanted.value);
            let message = format!("{path} has no line with '{text}'");
            let help = "copy part of a line; 'fn f … let a' is the first 'let a' from 'fn f' on";
            return Err(vec![quiz.problem(&wanted.range, message).help(help)]);
        };
        if number == freed {
            right.insert(options.len());
        }
        let words = session.page.language.line(number);
        options.push(maud::html! { (words) ": " code { (code.trim()) } }.0);
    }
    if right.len() != 1 {
        let (count, block) = (right.len(), line.frees.value);
        let message = format!("{count} of these lines free block {block}: line {freed} does");
        let help = "let one of 'lines' be that line";
        return Err(vec![quiz.problem(&line.frees.range, message).help(help)]);
    }
    Ok(Solved {
        options,
        right,
        ..Solved::default()
    })
}

/// The line that gave the block back in the recorded run.
fn freed(
    session: &Session,
    quiz: &Quiz,
    line: &Line,
    listing: &Listing,
) -> Result<usize, Vec<Diagnostic>> {
    let here = |fault| locate(quiz, &line.listing, fault);
    let report = session.heap(listing).map_err(here)?;
    let name = Selector::parse(&line.listing.value).case;
    let case = case(&report, name).map_err(here)?;
    let block = line.frees.value;
    let is_its_free = |event: &&Event| event.op() == Op::Free && event.block() == block;
    let freed = case.events.iter().find(is_its_free);
    freed
        .and_then(|event| event.line_in("src/lib.rs"))
        .ok_or_else(|| {
            let message = format!("no line of src/lib.rs frees block {block} in the recorded run");
            let help = "the timeline's table numbers the blocks from 0";
            vec![quiz.problem(&line.frees.range, message).help(help)]
        })
}

/// The line that holds the text; after ` … ` follows a text on the same line or below it.
fn find<'s>(source: &'s Source, text: &str) -> Option<(usize, &'s str)> {
    let mut lines = source
        .text
        .lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line))
        .peekable();
    let (first, then) = text.split_once(" … ").unwrap_or((text, ""));
    while let Some((_, line)) = lines.peek() {
        if line.contains(first) {
            return lines
                .find(|(_, line)| line.contains(if then.is_empty() { first } else { then }));
        }
        lines.next();
    }
    None
}

pub(super) fn compiles(
    session: &Session,
    quiz: &Quiz,
    code: &Code,
) -> Result<Solved, Vec<Diagnostic>> {
    let (range, path) = match code {
        Code::File(file) => (&file.range, file.value.clone()),
        Code::Failing(failing) => {
            let here = |fault| locate(quiz, failing, fault);
            let selector = Selector::parse(&failing.value);
            let listing = session.listing(selector.listing).map_err(here)?;
            let what = selector.failing.unwrap_or_default();
            (&failing.range, listing.path(format!("fails/{what}.rs")))
        }
    };
    let (source, _) = Source::read(&session.catalog.root, path).map_err(|problem| {
        let message = format!("{}: {}", problem.path.display(), problem.message);
        vec![quiz.problem(range, message).help("name a file that exists")]
    })?;
    let first = source.text.lines().next().unwrap_or_default();
    let works = first.trim() == "//@ compiles";
    if !works && !first.starts_with("//@ error:") {
        let message = "the first line must be '//@ compiles', or like '//@ error: E0382'";
        let problem = Diagnostic::at(&source.path, &source.text, 0..first.len(), message);
        return Err(vec![problem.help("rustc is asked whether it is true")]);
    }
    let words = crate::parts::quiz::words(session.page.language);
    Ok(Solved {
        options: vec![words.compiles.to_owned(), words.does_not_compile.to_owned()],
        right: BTreeSet::from([usize::from(!works)]),
        code: Some(source),
        ..Solved::default()
    })
}
