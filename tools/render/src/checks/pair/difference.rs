//! One kind of item in one section of both pages, and where the two differ.

use super::Side;
use crate::checks::reading::{Item, Kind};
use crate::checks::section::Section;
use catalog::{Diagnostic, Position};

/// A page with one of its sections.
type Place<'a> = (&'a Side<'a>, &'a Section);

/// One kind of item in one section of both pages.
pub(super) struct Pair<'a> {
    pub(super) one: Place<'a>,
    pub(super) other: Place<'a>,
    pub(super) kind: Kind,
}

impl<'a> Pair<'a> {
    fn items(&self, (side, section): Place<'a>) -> Vec<&'a Item> {
        let items = side.reading.items.iter();
        items
            .filter(|item| item.kind == self.kind && section.range.contains(&item.range.start))
            .collect()
    }

    /// What one page has and the other has not, or not at the same place.
    pub(super) fn differences(&self) -> Vec<Diagnostic> {
        let (a, b) = (self.items(self.one), self.items(self.other));
        if self.kind.is_ordered() {
            return self.parted(&a, &b).into_iter().collect();
        }
        if self.kind == Kind::SmallNumber && a.len() != b.len() {
            return Vec::new();
        }
        let mut found = self.surplus(self.one, self.other, &a, &b);
        found.extend(self.surplus(self.other, self.one, &b, &a));
        if self.kind == Kind::Figure {
            found.extend(self.texts(&a, &b));
        }
        found
    }

    /// The first place where two sequences part.
    fn parted(&self, a: &[&Item], b: &[&Item]) -> Option<Diagnostic> {
        let key = |item: Option<&&Item>| item.map(|item| item.key.clone());
        let at = (0..a.len().max(b.len())).find(|at| key(a.get(*at)) != key(b.get(*at)))?;
        let (here, there, item, twin) = match a.get(at) {
            Some(item) => (self.one, self.other, item, b.get(at)),
            None => (self.other, self.one, b.get(at)?, None),
        };
        let instead = match twin {
            Some(twin) if twin.name == item.name => "differs from that".to_owned(),
            Some(twin) => format!("here, but {}", twin.name),
            None => "here, but nothing".to_owned(),
        };
        Some(self.problem(
            here,
            there,
            item,
            twin.copied(),
            &format!("{} {instead}", item.name),
        ))
    }

    /// What one page has more often than the other.
    fn surplus(&self, here: Place, there: Place, a: &[&Item], b: &[&Item]) -> Vec<Diagnostic> {
        let mut left: Vec<&str> = b.iter().map(|item| item.key.as_str()).collect();
        let mut said: Vec<&str> = Vec::new();
        let mut found = Vec::new();
        for item in a {
            if let Some(at) = left.iter().position(|key| *key == item.key) {
                if !self.kind.is_named_once() {
                    left.remove(at);
                }
            } else if !(self.kind.is_named_once() && said.contains(&item.key.as_str())) {
                said.push(&item.key);
                let message = format!("{} is not", item.name);
                found.push(self.problem(here, there, item, None, &message));
            }
        }
        found
    }

    /// A figure needs words for its content in both languages.
    fn texts(&self, a: &[&Item], b: &[&Item]) -> Vec<Diagnostic> {
        let mut found = without_text(self.one.0, a);
        found.extend(without_text(self.other.0, b));
        found.extend(same_text(self.one.0, a, b));
        found
    }

    /// `message` ends before the name of the other page; `twin` is what stands there instead.
    fn problem(
        &self,
        here: Place,
        there: Place,
        item: &Item,
        twin: Option<&Item>,
        message: &str,
    ) -> Diagnostic {
        let (other, section) = (there.0.page, there.1);
        let place = twin.map_or(&section.range, |twin| &twin.range);
        let line = Position::of(other.text, place).line;
        let message = format!(
            "{message} in section #{} of {}",
            section.id,
            other.path.display()
        );
        here.0.problem(item, message).help(format!(
            "bring it in line with {}:{line}; if they have to differ, write \
             <!-- parity: allow {} - the reason --> into the section",
            other.path.display(),
            self.kind.word()
        ))
    }
}

fn without_text(side: &Side, figures: &[&Item]) -> Vec<Diagnostic> {
    let without = figures.iter().filter(|it| it.alt.as_deref() == Some(""));
    let problems = without.map(|figure| {
        let message = format!("{} has no alternative text", figure.name);
        side.problem(figure, message)
            .help("say in alt what the image shows, in the language of the page")
    });
    problems.collect()
}

fn same_text(side: &Side, figures: &[&Item], twins: &[&Item]) -> Vec<Diagnostic> {
    let is_twin = |figure: &Item, twin: &Item| twin.key == figure.key && twin.alt == figure.alt;
    let with = figures.iter().filter(|it| it.alt.as_deref() != Some(""));
    let same = with.filter(|figure| twins.iter().any(|twin| is_twin(figure, twin)));
    let problems = same.map(|figure| {
        let name = &figure.name;
        let message = format!("{name} has the same alternative text in both languages");
        side.problem(figure, message)
            .help("write it in the language of each page")
    });
    problems.collect()
}
