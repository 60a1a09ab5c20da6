//! Questions about code: the line that frees a block, and whether a file compiles.

use super::{Solved, locate};
use crate::directive::Selector;
use crate::page::{Session, case};
use catalog::{Code, Diagnostic, Line, Op, Quiz, Source};
use std::collections::BTreeSet;

/// The lines to choose from; the right one is where the recorded run gave the block back.
pub(super) fn freeing_line(
    session: &mut Session,
    quiz: &Quiz,
    line: &Line,
) -> Result<Solved, Vec<Diagnostic>> {
    let here = |fault| locate(quiz, &line.listing, fault);
    let selector = Selector::parse(&line.listing.value);
    let listing = session.listing(selector.listing).map_err(here)?;
    let report = session.heap(listing).map_err(here)?;
    let case = case(&report, selector.case).map_err(here)?;
    let source = session.catalog.source(listing, "src/lib.rs")?;
    let block = line.frees.value;
    let freed = case
        .events
        .iter()
        .find(|event| event.op() == Op::Free && event.block() == block);
    let Some(freed) = freed.and_then(|event| event.line_in("src/lib.rs")) else {
        let message = format!("no line of src/lib.rs frees block {block} in the recorded run");
        let help = "the timeline's table numbers the blocks from 0";
        return Err(vec![quiz.problem(&line.frees.range, message).help(help)]);
    };
    let mut options = Vec::new();
    let mut right = BTreeSet::new();
    for wanted in &line.lines {
        let Some((number, code)) = find(&source, &wanted.value) else {
            let message = format!(
                "{} has no line with '{}'",
                source.path.display(),
                wanted.value
            );
            let help = "copy part of a line; 'fn f … let a' is the first 'let a' from 'fn f' on";
            return Err(vec![quiz.problem(&wanted.range, message).help(help)]);
        };
        if number == freed {
            right.insert(options.len());
        }
        let words = session.page.language.line(number);
        options.push(maud::html! { (words) ": " code { (code.trim()) } }.0);
    }
    if right.len() == 1 {
        return Ok(Solved {
            options,
            right,
            ..Solved::default()
        });
    }
    let message = format!(
        "{} of these lines free block {block}: line {freed} does",
        right.len()
    );
    let help = "let one of 'lines' be that line";
    Err(vec![quiz.problem(&line.frees.range, message).help(help)])
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
