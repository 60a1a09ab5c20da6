//! `<!-- parity: allow links - why -->`: a difference between the languages that somebody meant.

use super::reading::{Kind, Reading};
use crate::Page;
use catalog::{Diagnostic, nearest};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static COMMENT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"<!--\s*parity:\s*(.*?)\s*-->").ok());
static ALLOW: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^allow\s+([a-z, ]+?)\s*(?:\s[-–—]\s+(.*))?$").ok());

const SHAPE: &str = "write <!-- parity: allow links - the reason -->, with one or more of";

/// What the comments of a section allow.
#[derive(Default)]
pub(super) struct Allowed {
    /// A kind, where it is allowed, and whether there was anything to allow.
    kinds: Vec<(Kind, Diagnostic, bool)>,
    wrong: Vec<Diagnostic>,
}

impl Allowed {
    /// The comments of one page's section.
    pub(super) fn of(page: &Page, reading: &Reading, section: &Range<usize>) -> Self {
        let mut allowed = Self::default();
        let comments = reading
            .html
            .iter()
            .filter(|html| section.contains(&html.start));
        for html in comments {
            let text = &page.text[html.clone()];
            for comment in COMMENT
                .iter()
                .flat_map(|comment| comment.captures_iter(text))
            {
                let place = comment.get(0).map_or(0..0, |comment| comment.range());
                let range = html.start + place.start..html.start + place.end;
                let at =
                    |message: &str| Diagnostic::at(&page.path, page.text, range.clone(), message);
                allowed.read(&comment[1], at);
            }
        }
        allowed
    }

    fn read(&mut self, comment: &str, at: impl Fn(&str) -> Diagnostic) {
        let mut words = Kind::ALL.map(Kind::word).to_vec();
        words.dedup();
        let shape = format!("{SHAPE} {}", words.join(", "));
        let Some(parts) = ALLOW.as_ref().and_then(|allow| allow.captures(comment)) else {
            self.wrong
                .push(at("this comment allows nothing").help(shape));
            return;
        };
        if parts.get(2).is_none_or(|reason| reason.as_str().is_empty()) {
            self.wrong
                .push(at("this comment gives no reason").help(shape));
            return;
        }
        for word in parts[1].split([',', ' ']).filter(|word| !word.is_empty()) {
            let kind = Kind::ALL.into_iter().find(|kind| kind.word() == word);
            let Some(kind) = kind else {
                let message = format!("there is nothing to allow by the name of '{word}'");
                let help = match nearest(word, words.iter().copied()) {
                    Some(near) => format!("did you mean '{near}'?"),
                    None => shape.clone(),
                };
                self.wrong.push(at(&message).help(help));
                continue;
            };
            let unused = at(&format!("'{word}' do not differ in this section"));
            self.kinds
                .push((kind, unused.help("remove the comment"), false));
        }
    }

    /// Takes up the comments of the other language.
    pub(super) fn extend(&mut self, other: Self) {
        self.kinds.extend(other.kinds);
        self.wrong.extend(other.wrong);
    }

    /// Leaves out what is allowed.
    pub(super) fn filter(&mut self, kind: Kind, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let entry = self
            .kinds
            .iter_mut()
            .find(|(allowed, ..)| allowed.word() == kind.word());
        match entry {
            Some((_, _, used)) if !found.is_empty() => {
                *used = true;
                Vec::new()
            }
            _ => found,
        }
    }

    /// What is wrong with the comments themselves.
    pub(super) fn problems(self) -> Vec<Diagnostic> {
        let unused = self.kinds.into_iter().filter(|(_, _, used)| !used);
        let unused = unused.map(|(_, problem, _)| problem);
        self.wrong.into_iter().chain(unused).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn problems(comment: &str) -> Vec<String> {
        let text = format!("# T {{#t}}\n\n{comment}\n");
        let page = Page {
            language: Language::En,
            path: "p.md".into(),
            text: &text,
            number: None,
        };
        let allowed = Allowed::of(&page, &Reading::of(&text), &(0..text.len()));
        let problems = allowed.problems().into_iter();
        problems.map(|problem| problem.message).collect()
    }

    #[test]
    fn what_a_comment_gets_wrong_is_named() {
        let cases = [
            (
                "<!-- parity: alow code - x -->",
                "this comment allows nothing",
            ),
            (
                "<!-- parity: allow code -->",
                "this comment gives no reason",
            ),
            (
                "<!-- parity: allow cod - x -->",
                "there is nothing to allow by the name of 'cod'",
            ),
            (
                "<!-- parity: allow code - x -->",
                "'code' do not differ in this section",
            ),
        ];
        for (comment, message) in cases {
            assert_eq!(problems(comment), [message]);
        }
        assert_eq!(problems("<!-- another comment -->"), [""; 0]);
    }
}
