//! Reading a quiz: every fault of its file, each with its line.

mod kinds;
mod raw;

use crate::Diagnostic;
use crate::quiz::{Both, Placed, Question, Quiz};
use raw::{Given, RawBoth, RawKind, RawQuestion, RawQuiz};
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;

impl Quiz {
    /// Reads the quiz `root/path`.
    ///
    /// # Errors
    /// Everything that is wrong with the file, each with its line.
    pub fn read(root: &Path, path: &Path, name: &str) -> Result<Self, Vec<Diagnostic>> {
        let text = std::fs::read_to_string(root.join(path)).map_err(|error| {
            vec![
                Diagnostic::file(path, format!("cannot read this file: {error}"))
                    .help("make it readable, as UTF-8"),
            ]
        })?;
        Self::parse(path, name, text)
    }

    fn parse(path: &Path, name: &str, text: String) -> Result<Self, Vec<Diagnostic>> {
        let raw: RawQuiz = toml::from_str(&text).map_err(|error| {
            let range = error.span().unwrap_or(0..0);
            let message = error.message().lines().next().unwrap_or_default();
            vec![
                Diagnostic::at(path, &text, range, message)
                    .help("CONTRIBUTING.md has a section on quizzes, with an example of each kind"),
            ]
        })?;
        let mut reader = Reader {
            path,
            text: &text,
            problems: Vec::new(),
        };
        reader.unique(&raw.question);
        let questions: Vec<Question> = raw
            .question
            .into_iter()
            .filter_map(|question| reader.question(question))
            .collect();
        let problems = reader.problems;
        if problems.is_empty() {
            Ok(Self {
                name: name.to_owned(),
                path: path.to_owned(),
                text,
                questions,
            })
        } else {
            Err(problems)
        }
    }
}

/// Collects what is wrong while the questions are read.
struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn problem(&mut self, range: Range<usize>, message: String, help: &str) {
        let problem = Diagnostic::at(self.path, self.text, range, message).help(help);
        self.problems.push(problem);
    }

    fn unique(&mut self, questions: &[RawQuestion]) {
        let mut seen = BTreeSet::new();
        for question in questions {
            if !seen.insert(question.id.get_ref()) {
                let message = format!("two questions are named '{}'", question.id.get_ref());
                let help = "give each question of a file its own id";
                self.problem(question.id.span(), message, help);
            }
        }
    }

    fn question(&mut self, raw: RawQuestion) -> Option<Question> {
        let id = Placed::from(raw.id.clone());
        let ask = self.both(&id, "ask", Some(raw.ask));
        let why = self.both(&id, "why", raw.why);
        let given = Given {
            options: raw.options,
            answer: raw.answer,
            within: raw.within.unwrap_or(0),
            claims: raw.claims,
            listing: raw.listing,
            frees: raw.frees,
            lines: raw.lines.unwrap_or_default(),
            failing: raw.failing,
            code: raw.code,
        };
        let kind = match raw.kind.get_ref() {
            RawKind::One => self.choice(&id, false, given),
            RawKind::Many => self.choice(&id, true, given),
            RawKind::Number => self.number(&id, given),
            RawKind::Line => self.line(&id, given),
            RawKind::Compiles => self.compiles(&id, given),
        };
        Some(Question {
            id,
            ask: ask?,
            why: why?,
            kind: kind?,
        })
    }

    fn both<T>(
        &mut self,
        id: &Placed<String>,
        what: &str,
        raw: Option<RawBoth<Spanned<T>>>,
    ) -> Option<Both<Placed<T>>> {
        let raw = raw.unwrap_or(RawBoth { ko: None, en: None });
        let both = self.languages(id, what, raw)?;
        Some(Both {
            ko: Placed::from(both.ko),
            en: Placed::from(both.en),
        })
    }

    fn languages<T>(
        &mut self,
        id: &Placed<String>,
        what: &str,
        raw: RawBoth<T>,
    ) -> Option<Both<T>> {
        for (code, missing) in [("ko", raw.ko.is_none()), ("en", raw.en.is_none())] {
            if missing {
                let message = format!("question '{}' has no '{what}.{code}'", id.value);
                let help = "every text of a question is there in both languages";
                self.problem(id.range.clone(), message, help);
            }
        }
        Some(Both {
            ko: raw.ko?,
            en: raw.en?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quiz::Kind;

    const CHOICE: &str = "[[question]]\nid = \"a\"\nkind = \"one\"\nask.ko = \"가?\"\nask.en = \"A?\"\n\
        options.ko = [\"가\", \"나\"]\noptions.en = [\"A\", \"B\"]\nanswer = 2\nwhy.ko = \"다\"\nwhy.en = \"C\"\n";

    fn problems(text: &str) -> Vec<String> {
        let quiz = Quiz::parse(Path::new("q.toml"), "c/q", text.to_owned());
        let found = quiz.err().unwrap_or_default();
        let line = |problem: &Diagnostic| problem.position.as_ref().map_or(0, |place| place.line);
        found
            .iter()
            .map(|problem| format!("{}: {}", line(problem), problem.message))
            .collect()
    }

    #[test]
    fn a_complete_question_is_read() {
        let quiz = Quiz::parse(Path::new("q.toml"), "c/q", CHOICE.to_owned()).expect("a quiz");
        let Kind::Choice(choice) = &quiz.questions[0].kind else {
            panic!("not a choice")
        };
        assert_eq!(choice.right.value, BTreeSet::from([1]));
        assert_eq!(quiz.questions[0].ask.of("ko").value, "가?");
    }

    #[test]
    fn each_fault_is_reported_with_its_line() {
        let twice = format!("{CHOICE}\n{CHOICE}");
        let cases = [
            (twice.as_str(), "13: two questions are named 'a'"),
            (
                &CHOICE.replace("why.ko = \"다\"\n", ""),
                "2: question 'a' has no 'why.ko'",
            ),
            (
                &CHOICE.replace("ask.en = \"A?\"\n", ""),
                "2: question 'a' has no 'ask.en'",
            ),
            (
                &CHOICE.replace(", \"나\"", ""),
                "2: question 'a' has 1 options in Korean, 2 in English",
            ),
            (
                &CHOICE.replace("answer = 2", "answer = 3"),
                "8: there is no option 3: there are 2",
            ),
            (
                &CHOICE.replace("answer = 2", "answer = [1, 2]"),
                "8: a question of kind 'one' has one right answer",
            ),
            (
                &CHOICE.replace("answer = 2\n", ""),
                "2: question 'a' has no answer",
            ),
            (
                &CHOICE.replace("\"one\"", "\"number\""),
                "8: this answer is typed by hand",
            ),
            (
                &CHOICE.replace("\"one\"", "\"line\""),
                "2: question 'a' names no block",
            ),
            (
                &CHOICE.replace("\"one\"", "\"compiles\""),
                "2: question 'a' names no code",
            ),
            (
                &CHOICE.replace("answer", "claims = [\"heap a-b.blocks = 1\"]\nanswer"),
                "8: 1 claims for 2 options",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(problems(text), [expected]);
        }
    }

    #[test]
    fn an_unknown_key_is_reported_with_its_line() {
        let found = problems(&CHOICE.replace("answer", "anwser"));
        assert!(
            found[0].starts_with("8: unknown field `anwser`"),
            "{found:?}"
        );
    }
}
