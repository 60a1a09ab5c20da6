//! A quiz against what is recorded: its answers, and whether every other option is wrong.

use crate::checks::numerals::numerals;
use crate::directive::Selector;
use crate::page::{Fault, Session, case};
use crate::parts::{number, prose};
use crate::{Language, Page};
use catalog::{
    Both, Catalog, Choice, Code, Diagnostic, Line, Op, Placed, Question, QuestionKind, Quiz, Source,
};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

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
    let mut texts: Vec<(&Placed<String>, &Placed<String>)> = vec![
        (&question.ask.ko, &question.ask.en),
        (&question.why.ko, &question.why.en),
    ];
    let options: Vec<_> = match &question.kind {
        QuestionKind::Choice(choice) => choice.options.ko.iter().zip(&choice.options.en).collect(),
        _ => Vec::new(),
    };
    let right = |at: usize| match &question.kind {
        QuestionKind::Choice(choice) => choice.right.value.contains(&at),
        _ => false,
    };
    let numbers = |text: &Placed<String>| -> BTreeSet<String> {
        let found = prose::numbers_in(&text.value).into_iter();
        found
            .map(|found| format!("{} {}", found.name, found.argument))
            .collect()
    };
    let pairs = texts.iter().copied().chain(options.iter().copied());
    let differ = pairs.filter(|(ko, en)| numbers(ko) != numbers(en));
    let mut problems: Vec<Diagnostic> = differ
        .map(|(_, en)| {
            quiz.problem(&en.range, "the Korean text shows other recorded numbers")
                .help("give both languages the same directives")
        })
        .collect();
    texts.extend(
        options
            .into_iter()
            .enumerate()
            .filter(|(at, _)| right(*at))
            .map(|(_, pair)| pair),
    );
    problems.extend(
        texts
            .iter()
            .flat_map(|(ko, en)| [*ko, *en])
            .flat_map(|text| typed(quiz, text)),
    );
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

fn chosen(session: &mut Session, quiz: &Quiz, choice: &Choice) -> Result<Solved, Vec<Diagnostic>> {
    let mut options = Vec::new();
    let written: &Both<Vec<Placed<String>>> = &choice.options;
    for option in written.of(session.page.language.code()) {
        let html = prose::plain(session, &option.value);
        options.push(html.map_err(|fault| locate(quiz, option, fault))?);
    }
    let right = &choice.right.value;
    for (at, option) in written.of(session.page.language.code()).iter().enumerate() {
        let same = (0..at).find(|other| alike(&options[*other], &options[at]));
        if let Some(other) = same {
            let (wrong, like) = if right.contains(&at) {
                (other, at)
            } else {
                (at, other)
            };
            let message = if right.contains(&wrong) == right.contains(&like) {
                format!("options {} and {} say the same", other + 1, at + 1)
            } else {
                format!(
                    "option {} is right too: it says the same as option {}",
                    wrong + 1,
                    like + 1
                )
            };
            let help = "a wrong option has to differ from what is recorded";
            return Err(vec![quiz.problem(&option.range, message).help(help)]);
        }
    }
    for (at, claim) in choice.claims.iter().enumerate() {
        let holds = holds(session, &claim.value).map_err(|fault| locate(quiz, claim, fault))?;
        if holds != right.contains(&at) {
            let (says, answer) = if holds {
                ("holds", "wrong")
            } else {
                ("does not hold", "right")
            };
            let message = format!(
                "this claim {says}, but option {} is said to be {answer}",
                at + 1
            );
            let help = "mend 'answer', or the option with its claim";
            return Err(vec![quiz.problem(&claim.range, message).help(help)]);
        }
    }
    Ok(Solved {
        options,
        right: right.clone(),
        ..Solved::default()
    })
}

/// `1,024` and `1024` are one answer, `Yes` and `yes` too.
fn alike(one: &str, other: &str) -> bool {
    let normal = |text: &str| -> String {
        let kept = text
            .chars()
            .filter(|char| !char.is_whitespace() && *char != ',');
        kept.flat_map(char::to_lowercase).collect()
    };
    normal(one) == normal(other)
}

/// Whether `heap a-b.blocks > 1` holds; each side is a reference or a whole number.
fn holds(session: &Session, claim: &str) -> Result<bool, Fault> {
    let signs = [" != ", " <= ", " >= ", " = ", " < ", " > "];
    let parts = signs.iter().find_map(|sign| {
        let (left, right) = claim.split_once(sign)?;
        Some((left, *sign, right))
    });
    let Some((left, sign, right)) = parts else {
        let help = "write it like 'heap a-b.blocks = 1', with one of = != < <= > >= between spaces";
        return Err(Fault::here(format!("'{claim}' compares nothing"), help));
    };
    let side = |text: &str| match text.trim().replace(',', "").parse() {
        Ok(number) => Ok(number),
        Err(_) => number::value_of(session, text.trim()),
    };
    let (left, right) = (side(left)?, side(right)?);
    Ok(match sign.trim() {
        "=" => left == right,
        "!=" => left != right,
        "<" => left < right,
        "<=" => left <= right,
        ">" => left > right,
        _ => left >= right,
    })
}

/// The lines to choose from; the right one is where the recorded run gave the block back.
fn freeing_line(
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

fn compiles(session: &Session, quiz: &Quiz, code: &Code) -> Result<Solved, Vec<Diagnostic>> {
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
