//! Questions with options: the right ones, and claims that the others are wrong.

use super::{Solved, locate};
use crate::page::{Fault, Session};
use crate::parts::{number, prose};
use catalog::{Choice, Diagnostic, Placed, Quiz};
use std::collections::BTreeSet;

/// The options, the right ones among them.
pub(super) fn chosen(
    session: &mut Session,
    quiz: &Quiz,
    choice: &Choice,
) -> Result<Solved, Vec<Diagnostic>> {
    let mut options = Vec::new();
    for option in choice.options.of(session.page.language.code()) {
        let html = prose::plain(session, &option.value);
        options.push(html.map_err(|fault| locate(quiz, option, fault))?);
    }
    let right = &choice.right.value;
    let written = choice.options.of(session.page.language.code());
    if let Some((at, message)) = repeated(&options, right) {
        let help = "a wrong option has to differ from what is recorded";
        return Err(vec![quiz.problem(&written[at].range, message).help(help)]);
    }
    for (at, claim) in choice.claims.iter().enumerate() {
        let holds = holds(session, &claim.value).map_err(|fault| locate(quiz, claim, fault))?;
        if holds != right.contains(&at) {
            return Err(vec![contradiction(quiz, claim, at, holds)]);
        }
    }
    Ok(Solved {
        options,
        right: right.clone(),
        ..Solved::default()
    })
}

/// The first option that says what an earlier one says, and what is wrong with that.
fn repeated(options: &[String], right: &BTreeSet<usize>) -> Option<(usize, String)> {
    let mut pairs = (0..options.len()).filter_map(|at| {
        let other = (0..at).find(|other| alike(&options[*other], &options[at]))?;
        Some((other, at))
    });
    let (other, at) = pairs.next()?;
    if right.contains(&other) == right.contains(&at) {
        let message = format!("options {} and {} say the same", other + 1, at + 1);
        return Some((at, message));
    }
    let (wrong, like) = if right.contains(&at) {
        (other, at)
    } else {
        (at, other)
    };
    let message = format!(
        "option {} is right too: it says the same as option {}",
        wrong + 1,
        like + 1
    );
    Some((at, message))
}

/// A claim that is not what the answer says.
fn contradiction(quiz: &Quiz, claim: &Placed<String>, at: usize, holds: bool) -> Diagnostic {
    let (says, answer) = if holds {
        ("holds", "wrong")
    } else {
        ("does not hold", "right")
    };
    let message = format!(
        "this claim {says}, but option {} is said to be {answer}",
        at + 1
    );
    quiz.problem(&claim.range, message)
        .help("mend 'answer', or the option with its claim")
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
