//! A page in both languages: the same sections, and in each the same tables, code, links and numbers.

mod difference;

#[cfg(test)]
mod tests;

use super::allow::Allowed;
use super::reading::{Item, Kind, Reading};
use super::section::{Section, sections};
use crate::Page;
use catalog::Diagnostic;
use difference::Pair;

/// Compares the two versions of a page.
pub fn check_pair(one: &Page, other: &Page) -> Vec<Diagnostic> {
    let (one, other) = (Side::of(one), Side::of(other));
    if let Some(problem) = headings(&one, &other) {
        // Without the same sections every further difference would be reported twice.
        return vec![problem];
    }
    let mut problems = Vec::new();
    for (a, b) in one.sections.iter().zip(&other.sections) {
        let mut allowed = Allowed::of(one.page, &one.reading, &a.range);
        allowed.extend(Allowed::of(other.page, &other.reading, &b.range));
        for kind in Kind::ALL {
            let found = Pair {
                one: (&one, a),
                other: (&other, b),
                kind,
            }
            .differences();
            problems.extend(allowed.filter(kind, found));
        }
        problems.extend(allowed.problems());
    }
    problems
}

/// The page in one of its languages.
struct Side<'a> {
    page: &'a Page<'a>,
    reading: Reading,
    sections: Vec<Section>,
}

impl<'a> Side<'a> {
    fn of(page: &'a Page<'a>) -> Self {
        Self {
            page,
            reading: Reading::of(page.text),
            sections: sections(page.text),
        }
    }

    fn problem(&self, item: &Item, message: String) -> Diagnostic {
        let page = self.page;
        Diagnostic::at(&page.path, page.text, item.range.clone(), message)
    }
}

/// The first place where the headings part.
fn headings(one: &Side, other: &Side) -> Option<Diagnostic> {
    let key = |section: Option<&Section>| section.map(|it| (it.level, it.id.clone()));
    let (a, b) = (&one.sections, &other.sections);
    let parted =
        (0..a.len().max(b.len())).find(|index| key(a.get(*index)) != key(b.get(*index)))?;
    let name = |section: Option<&Section>| match section {
        Some(it) => format!("heading {} #{}", "#".repeat(it.level.into()), it.id),
        None => "nothing".to_owned(),
    };
    let (page, twin, here, there) = match a.get(parted) {
        Some(here) => (one.page, other.page, here, b.get(parted)),
        None => (other.page, one.page, b.get(parted)?, None),
    };
    let message = format!(
        "{} here, but {} in {}",
        name(Some(here)),
        name(there),
        twin.path.display()
    );
    let problem = Diagnostic::at(&page.path, page.text, here.heading.clone(), message);
    Some(problem.help("give both languages the same structure"))
}
