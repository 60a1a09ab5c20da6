//! What is found in a page, and what is left to its language.

use super::*;

fn keys(text: &str, kind: Kind) -> Vec<String> {
    let items = Reading::of(text).items.into_iter();
    items
        .filter(|item| item.kind == kind)
        .map(|item| item.key)
        .collect()
}

#[test]
fn a_callout_is_read_like_the_page() {
    let text = "# T {#t}\n\n```admonish tip title=\"x\"\nSee `Vec`, 512 KiB.\n```\n";
    assert_eq!(keys(text, Kind::Code), ["`Vec`"]);
    assert_eq!(keys(text, Kind::Number), ["number 512 KiB"]);
    assert_eq!(keys(text, Kind::Callout), ["callout 'tip'"]);
}

#[test]
fn comments_in_code_are_left_to_the_language() {
    let ko = "```sh\ncargo book   # 연다\n```\n";
    let en = "```sh\n# Opens it.\ncargo book\n```\n";
    assert_eq!(keys(ko, Kind::Fence), keys(en, Kind::Fence));
    assert_ne!(
        keys(ko, Kind::Fence),
        keys("```sh\ncargo test\n```\n", Kind::Fence)
    );
}

#[test]
fn addresses_hold_no_numbers_and_no_language() {
    let ko = "[가](https://x.org/ko/1.html) <https://x.org/2>\n";
    assert_eq!(keys(ko, Kind::Number), [""; 0]);
    assert_eq!(
        keys(ko, Kind::Link),
        ["https://x.org/*/1.html", "https://x.org/2"]
    );
}

#[test]
fn lists_are_counted_with_those_inside_them() {
    let text = "- a\n  - b\n  - c\n- d\n";
    assert_eq!(
        keys(text, Kind::List),
        ["list of 2 items", "list of 2 items"]
    );
}
