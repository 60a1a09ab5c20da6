//! What is reported of two versions of a page, and what is not.

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
