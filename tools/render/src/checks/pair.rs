//! A page in both languages: the same sections, and in each the same tables, code, links and numbers.

use super::allow::Allowed;
use super::reading::{Item, Kind, Reading};
use crate::Page;
use crate::markup::Outline;
use catalog::{Diagnostic, Position};
use std::ops::Range;

/// A heading with the text up to the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading's explicit id; `?` without one.
    pub id: String,
    /// The heading alone.
    pub heading: Range<usize>,
    /// The heading and what follows it.
    pub range: Range<usize>,
    level: u8,
}

/// The sections of a page in order. What stands above the first heading belongs to none.
pub fn sections(text: &str) -> Vec<Section> {
    let headings = Outline::of(text).headings;
    let ends: Vec<usize> = headings
        .iter()
        .skip(1)
        .map(|next| next.range.start)
        .chain([text.len()])
        .collect();
    let sections = headings
        .into_iter()
        .zip(ends)
        .map(|(heading, end)| Section {
            id: heading.id.unwrap_or_else(|| "?".to_owned()),
            range: heading.range.start..end,
            heading: heading.range,
            level: heading.level,
        });
    sections.collect()
}

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

/// One kind of item in one section of both pages.
struct Pair<'a> {
    one: (&'a Side<'a>, &'a Section),
    other: (&'a Side<'a>, &'a Section),
    kind: Kind,
}

impl<'a> Pair<'a> {
    fn items(&self, (side, section): (&'a Side<'a>, &'a Section)) -> Vec<&'a Item> {
        let items = side.reading.items.iter();
        items
            .filter(|item| item.kind == self.kind && section.range.contains(&item.range.start))
            .collect()
    }

    fn differences(&self) -> Vec<Diagnostic> {
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
    fn surplus(
        &self,
        here: (&Side, &Section),
        there: (&Side, &Section),
        a: &[&Item],
        b: &[&Item],
    ) -> Vec<Diagnostic> {
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
        let mut found = Vec::new();
        for (side, items) in [(self.one.0, a), (self.other.0, b)] {
            for item in items.iter().filter(|item| item.alt.as_deref() == Some("")) {
                let message = format!("{} has no alternative text", item.name);
                found.push(
                    Diagnostic::at(&side.page.path, side.page.text, item.range.clone(), message)
                        .help("say in alt what the image shows, in the language of the page"),
                );
            }
        }
        for item in a.iter().filter(|item| item.alt.as_deref() != Some("")) {
            if b.iter()
                .any(|twin| twin.key == item.key && twin.alt == item.alt)
            {
                let page = self.one.0.page;
                let message = format!(
                    "{} has the same alternative text in both languages",
                    item.name
                );
                found.push(
                    Diagnostic::at(&page.path, page.text, item.range.clone(), message)
                        .help("write it in the language of each page"),
                );
            }
        }
        found
    }

    /// `message` ends before the name of the other page; `twin` is what stands there instead.
    fn problem(
        &self,
        here: (&Side, &Section),
        there: (&Side, &Section),
        item: &Item,
        twin: Option<&Item>,
        message: &str,
    ) -> Diagnostic {
        let (page, other, section) = (here.0.page, there.0.page, there.1);
        let place = twin.map_or(&section.range, |twin| &twin.range);
        let line = Position::of(other.text, place).line;
        let message = format!(
            "{message} in section #{} of {}",
            section.id,
            other.path.display()
        );
        Diagnostic::at(&page.path, page.text, item.range.clone(), message).help(format!(
            "bring it in line with {}:{line}; if they have to differ, write \
             <!-- parity: allow {} - the reason --> into the section",
            other.path.display(),
            self.kind.word()
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn problems(ko: &str, en: &str) -> Vec<String> {
        let page = |language, path: &str, text| Page {
            language,
            path: path.into(),
            text,
            number: None,
        };
        let (ko, en) = (
            page(Language::Ko, "ko.md", ko),
            page(Language::En, "en.md", en),
        );
        check_pair(&ko, &en)
            .iter()
            .map(|p| format!("{}: {}", p.path.display(), p.message))
            .collect()
    }

    #[test]
    fn pages_of_the_same_structure_and_numbers_agree() {
        let ko = "# 가 {#a}\n\n512 KiB마다 3번 {{#heap x-y.blocks}}개\n\n| a |\n|---|\n| b |\n";
        let en =
            "# A {#a}\n\n{{#heap x-y.blocks}} blocks, 3 times per 512 KiB\n\n| a |\n|---|\n| b |\n";
        assert_eq!(problems(ko, en), [""; 0]);
    }

    #[test]
    fn another_heading_is_reported_alone() {
        let found = problems(
            "# 가 {#a}\n\n## 나 {#b}\n\n3번\n",
            "# A {#a}\n\n## C {#c}\n",
        );
        assert_eq!(
            found,
            ["ko.md: heading ## #b here, but heading ## #c in en.md"]
        );
    }

    #[test]
    fn a_missing_directive_and_another_number_are_reported() {
        let found = problems(
            "# 가 {#a}\n\n3번 {{#heap x-y.bytes}}\n",
            "# A {#a}\n\n4 times\n",
        );
        assert_eq!(
            found,
            [
                "ko.md: {{#heap x-y.bytes}} is not in section #a of en.md",
                "ko.md: number 3 is not in section #a of en.md",
                "en.md: number 4 is not in section #a of ko.md",
            ]
        );
    }

    #[test]
    fn another_table_is_reported() {
        let found = problems("# 가 {#a}\n\n| a |\n|---|\n| b |\n", "# A {#a}\n");
        assert_eq!(
            found,
            ["ko.md: table of 2 rows and 1 columns here, but nothing in section #a of en.md"]
        );
    }

    #[test]
    fn a_code_span_is_needed_once_in_each_section() {
        let ko = "# 가 {#a}\n\n`Vec` `Vec`\n\n## 나 {#b}\n\n`Box`\n";
        assert_eq!(
            problems(ko, "# A {#a}\n\n`Vec`\n\n## B {#b}\n\n`Box`\n"),
            [""; 0]
        );
        assert_eq!(
            problems(ko, "# A {#a}\n\n`Vec` `Box`\n\n## B {#b}\n"),
            [
                "en.md: `Box` is not in section #a of ko.md",
                "ko.md: `Box` is not in section #b of en.md"
            ]
        );
    }

    #[test]
    fn a_difference_is_allowed_with_a_reason() {
        let ko = "# 가 {#a}\n\n`Vec` <!-- parity: allow code - 이름을 풀어 씀 -->\n";
        assert_eq!(problems(ko, "# A {#a}\n\nA vector.\n"), [""; 0]);
    }

    #[test]
    fn an_image_needs_words_in_both_languages() {
        let ko = "# 가 {#a}\n\n<img src=\"a.svg\" alt=\"heap\">\n";
        assert_eq!(
            problems(ko, "# A {#a}\n\n![heap](a.svg)\n"),
            ["ko.md: the image a.svg has the same alternative text in both languages"]
        );
        assert_eq!(
            problems(ko, "# A {#a}\n\n![](a.svg)\n"),
            ["en.md: the image a.svg has no alternative text"]
        );
    }
}
