//! What each kind of question needs, and what is wrong when it is not there.

use super::Reader;
use super::raw::{Given, RawAnswer, RawBoth};
use crate::quiz::{Both, Choice, Code, Kind, Line, Placed};
use std::collections::BTreeSet;
use std::path::Path;
use toml::Spanned;

impl Reader<'_> {
    pub(super) fn choice(&mut self, id: &Placed<String>, many: bool, given: Given) -> Option<Kind> {
        let raw = given.options.unwrap_or(RawBoth { ko: None, en: None });
        let options = self.languages(id, "options", raw)?;
        let options = Both {
            ko: options.ko.into_iter().map(Placed::from).collect::<Vec<_>>(),
            en: options.en.into_iter().map(Placed::from).collect::<Vec<_>>(),
        };
        let (ko, en) = (options.ko.len(), options.en.len());
        if ko != en {
            let name = &id.value;
            let message = format!("question '{name}' has {ko} options in Korean, {en} in English");
            let help = "give both languages the same options";
            self.problem(id.range.clone(), message, help);
            return None;
        }
        let right = self.right(id, many, en, given.answer)?;
        let claims = given.claims.map(Placed::from);
        if let Some(claims) = claims.as_ref().filter(|claims| claims.value.len() != en) {
            let message = format!("{} claims for {en} options", claims.value.len());
            let help = "give one claim for each option";
            self.problem(claims.range.clone(), message, help);
            return None;
        }
        let claims = claims.map(|claims| claims.value.into_iter().map(Placed::from).collect());
        Some(Kind::Choice(Choice {
            many,
            options,
            right,
            claims: claims.unwrap_or_default(),
        }))
    }

    /// The positions of the right options: there, and one only where one is asked for.
    fn right(
        &mut self,
        id: &Placed<String>,
        many: bool,
        count: usize,
        answer: Option<Spanned<RawAnswer>>,
    ) -> Option<Placed<BTreeSet<usize>>> {
        let help = "write the position of the right option, counted from 1, as in answer = 2";
        let Some(answer) = answer.map(Placed::from) else {
            let message = format!("question '{}' has no answer", id.value);
            self.problem(id.range.clone(), message, help);
            return None;
        };
        let positions = match answer.value {
            RawAnswer::Position(position) => vec![position],
            RawAnswer::Positions(positions) => positions,
            RawAnswer::Reference(_) => Vec::new(),
        };
        if let Some(message) = wrong(&positions, many, count) {
            self.problem(answer.range, message, help);
            return None;
        }
        Some(Placed {
            value: positions.into_iter().map(|at| at - 1).collect(),
            range: answer.range,
        })
    }

    pub(super) fn number(&mut self, id: &Placed<String>, given: Given) -> Option<Kind> {
        let help = "a number is never typed: name what was recorded, as in answer = \"heap first-100mib.blocks\"";
        match given.answer.map(Placed::from) {
            Some(Placed {
                value: RawAnswer::Reference(reference),
                range,
            }) => Some(Kind::Number {
                answer: Placed {
                    value: reference,
                    range,
                },
                within: given.within,
            }),
            Some(typed) => {
                self.problem(typed.range, "this answer is typed by hand".to_owned(), help);
                None
            }
            None => {
                self.problem(
                    id.range.clone(),
                    format!("question '{}' has no answer", id.value),
                    help,
                );
                None
            }
        }
    }

    pub(super) fn line(&mut self, id: &Placed<String>, given: Given) -> Option<Kind> {
        let (Some(listing), Some(frees)) = (given.listing, given.frees) else {
            let message = format!("question '{}' names no block", id.value);
            let help = "write listing = \"first-scope-free\" and frees = 0, the block as in the timeline's table";
            self.problem(id.range.clone(), message, help);
            return None;
        };
        if given.lines.len() < 2 {
            let message = format!(
                "question '{}' has fewer than two lines to choose from",
                id.value
            );
            self.problem(
                id.range.clone(),
                message,
                "write lines = [\"drop(data)\", \"data.len()\"]",
            );
            return None;
        }
        Some(Kind::Line(Line {
            listing: Placed::from(listing),
            frees: Placed::from(frees),
            lines: given.lines.into_iter().map(Placed::from).collect(),
        }))
    }

    pub(super) fn compiles(&mut self, id: &Placed<String>, given: Given) -> Option<Kind> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        match (given.failing, given.code) {
            (Some(failing), None) => Some(Kind::Compiles(Code::Failing(Placed::from(failing)))),
            (None, Some(code)) => {
                let code = Placed::from(code);
                Some(Kind::Compiles(Code::File(Placed {
                    value: folder.join(code.value),
                    range: code.range,
                })))
            }
            _ => {
                let message = format!("question '{}' names no code", id.value);
                let help =
                    "write failing = \"listing!file\", or code = \"file.rs\" beside the quiz";
                self.problem(id.range.clone(), message, help);
                None
            }
        }
    }
}

/// Why these are not the positions of right options among `count`.
fn wrong(positions: &[usize], many: bool, count: usize) -> Option<String> {
    if positions.is_empty() {
        return Some("the answer is not the position of an option".to_owned());
    }
    if let Some(absent) = positions.iter().find(|at| !(1..=count).contains(*at)) {
        return Some(format!("there is no option {absent}: there are {count}"));
    }
    let several = !many && positions.len() > 1;
    several.then(|| "a question of kind 'one' has one right answer".to_owned())
}
