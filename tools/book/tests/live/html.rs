//! The HTML of the fixture's pages, one snapshot each, in both languages.

use crate::scratch::fixture_folder;
use catalog::Catalog;
use render::{Language, Page, Renderer};
use snapbox::{Assert, Data};
use std::path::Path;

/// Compares with a file of `tests/live/snapshots`; `SNAPSHOTS=overwrite` writes it.
pub(crate) fn compare(actual: &str, snapshot: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/live/snapshots");
    let assert = Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
    let actual = Data::text(actual.to_owned());
    assert.eq(actual, Data::read_from(&folder.join(snapshot), None).raw());
}

/// The page as Markdown and HTML. A directive becomes one line; here each element begins a line, so that
/// a difference can be read.
fn rendered(language: Language, file: &str, number: &str) -> String {
    let root = fixture_folder();
    let (catalog, problems) = Catalog::load(&root);
    assert_eq!(problems, []);
    let path = Path::new("src").join(language.code()).join(file);
    let text = std::fs::read_to_string(root.join(&path)).expect("a page of the fixture");
    let page = Page {
        language,
        path,
        text: &text,
        number: Some(number.to_owned()),
    };
    let renderer = Renderer {
        catalog: &catalog,
        raw_links: true,
        offline: None,
        repository: Some("https://example.org/book".to_owned()),
        stash: None,
    };
    let rendered = renderer.html(&page);
    assert_eq!(rendered.problems, []);
    rendered.text.replace("><", ">\n<")
}

#[test]
fn the_html_of_the_chapter() {
    for language in Language::ALL {
        let html = rendered(language, "one/README.md", "1");
        compare(&html, &format!("chapter.{}.html", language.code()));
    }
}

#[test]
fn the_html_of_the_appendix() {
    for language in Language::ALL {
        let html = rendered(language, "one/appendix.md", "1.1");
        compare(&html, &format!("appendix.{}.html", language.code()));
    }
}
