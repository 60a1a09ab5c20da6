//! A page in both languages: the same structure, the same directives, the same numbers.

use super::numerals::numerals;
use crate::Page;
use crate::directive::directives;
use crate::markup::Outline;
use catalog::Diagnostic;
use std::collections::BTreeMap;
use std::ops::Range;

/// Something that both pages must have.
struct Item {
    range: Range<usize>,
    /// What is compared.
    name: String,
}

/// Compares the two versions of a page.
pub fn check_pair(one: &Page, other: &Page) -> Vec<Diagnostic> {
    let (a, b) = (Outline::of(one.text), Outline::of(other.text));
    let headings = compare_order(one, other, &headings(&a), &headings(&b));
    if !headings.is_empty() {
        // Without the same sections every further difference would be reported twice.
        return headings;
    }
    let mut problems = compare_order(one, other, &tables(&a), &tables(&b));
    problems.extend(compare_sets(
        one,
        other,
        &placed_directives(one, &a),
        &placed_directives(other, &b),
    ));
    problems.extend(compare_sets(
        one,
        other,
        &numbers(one, &a),
        &numbers(other, &b),
    ));
    problems
}

fn headings(outline: &Outline) -> Vec<Item> {
    let named = outline.headings.iter().map(|heading| {
        let id = heading.id.as_deref().unwrap_or("?");
        Item {
            range: heading.range.clone(),
            name: format!("heading {} #{id}", "#".repeat(heading.level.into())),
        }
    });
    named.collect()
}

fn tables(outline: &Outline) -> Vec<Item> {
    let named = outline.tables.iter().map(|table| Item {
        range: table.range.clone(),
        name: format!("table of {} rows and {} columns", table.rows, table.columns),
    });
    named.collect()
}

/// Each directive with its section: within a section a sentence may put them in another order.
fn placed_directives(page: &Page, outline: &Outline) -> Vec<Item> {
    let found = directives(page.text, &outline.opaque()).into_iter();
    let mut items: Vec<Item> = found
        .map(|directive| Item {
            name: format!(
                "{{{{#{}}}}} in section #{}",
                format!("{} {}", directive.name, directive.argument).trim_end(),
                section(outline, directive.range.start)
            ),
            range: directive.range,
        })
        .collect();
    let callouts = outline.fences.iter().filter(|fence| fence.is_callout());
    items.extend(callouts.map(|fence| {
        let kind = fence.info.split_whitespace().nth(1).unwrap_or("note");
        let section = section(outline, fence.range.start);
        Item {
            range: fence.range.clone(),
            name: format!("callout '{kind}' in section #{section}"),
        }
    }));
    items
}

fn section(outline: &Outline, at: usize) -> &str {
    let before = outline
        .headings
        .iter()
        .take_while(|heading| heading.range.start <= at);
    before
        .last()
        .and_then(|heading| heading.id.as_deref())
        .unwrap_or_default()
}

fn numbers(page: &Page, outline: &Outline) -> Vec<Item> {
    let mut outside = outline.opaque();
    outside.extend(
        directives(page.text, &outside)
            .into_iter()
            .map(|directive| directive.range),
    );
    let found = numerals(page.text, &outside).into_iter();
    found
        .map(|numeral| Item {
            range: numeral.range,
            name: format!("number {}", numeral.canonical),
        })
        .collect()
}

/// Reports the first place where two sequences part.
fn compare_order(one: &Page, other: &Page, a: &[Item], b: &[Item]) -> Vec<Diagnostic> {
    let parted = (0..a.len().max(b.len()))
        .find(|index| a.get(*index).map(|item| &item.name) != b.get(*index).map(|item| &item.name));
    let Some(index) = parted else {
        return Vec::new();
    };
    let expected =
        |item: Option<&Item>| item.map_or("nothing".to_owned(), |item| item.name.clone());
    let report = |page: &Page, here: Option<&Item>, there: Option<&Item>, twin: &Page| {
        let range = here.map_or(page.text.len()..page.text.len(), |item| item.range.clone());
        let message = format!(
            "{} here, but {} in {}",
            expected(here),
            expected(there),
            twin.path.display()
        );
        Diagnostic::at(&page.path, page.text, range, message)
            .help("give both languages the same structure")
    };
    match a.get(index) {
        Some(here) => vec![report(one, Some(here), b.get(index), other)],
        None => vec![report(other, b.get(index), None, one)],
    }
}

/// Reports what one page has more often than the other.
fn compare_sets(one: &Page, other: &Page, a: &[Item], b: &[Item]) -> Vec<Diagnostic> {
    let mut problems = surplus(one, other, a, b);
    problems.extend(surplus(other, one, b, a));
    problems
}

fn surplus(page: &Page, twin: &Page, here: &[Item], there: &[Item]) -> Vec<Diagnostic> {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for item in there {
        *left.entry(&item.name).or_default() += 1;
    }
    let extra = here
        .iter()
        .filter(|item| match left.get_mut(item.name.as_str()) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
    extra
        .map(|item| {
            let message = format!("{} is not in {}", item.name, twin.path.display());
            Diagnostic::at(&page.path, page.text, item.range.clone(), message)
                .help("give both languages the same directives and numbers")
        })
        .collect()
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
                "ko.md: {{#heap x-y.bytes}} in section #a is not in en.md",
                "ko.md: number 3 times is not in en.md",
                "en.md: number 4 times is not in ko.md",
            ]
        );
    }

    #[test]
    fn another_table_is_reported() {
        let found = problems("# 가 {#a}\n\n| a |\n|---|\n| b |\n", "# A {#a}\n");
        assert_eq!(
            found,
            ["ko.md: table of 2 rows and 1 columns here, but nothing in en.md"]
        );
    }
}
