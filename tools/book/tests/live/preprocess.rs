//! mdBook's preprocessor protocol, as the stock `mdbook` command speaks it.

use crate::html::compare;
use crate::scratch::Scratch;
use serde_json::{Value, json};
use std::io::Write;
use std::process::Stdio;

/// The text of a page that comes back for a renderer.
fn preprocessed(scratch: &Scratch, renderer: &str, language: &str, page: &str) -> String {
    let text = scratch.read(&format!("src/{language}/{page}"));
    let chapter = json!({ "Chapter": {
        "name": "One vector", "content": text, "number": [1], "sub_items": [],
        "path": page, "source_path": page, "parent_names": [],
    }});
    let context = json!({
        "root": scratch.root,
        "config": { "book": { "src": format!("src/{language}"), "language": language } },
        "renderer": renderer,
        "mdbook_version": "0.5.4",
    });
    let input = json!([context, { "items": [chapter] }]).to_string();
    let mut command = scratch.book(&["preprocess"]);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("cargo book starts");
    let mut stdin = child.stdin.take().expect("stdin is piped");
    stdin
        .write_all(input.as_bytes())
        .expect("it reads its stdin");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaints}");
    assert_eq!(complaints, "", "mdBook would show this");
    let book: Value = serde_json::from_slice(&output.stdout).expect("nothing but JSON on stdout");
    let content = &book["items"][0]["Chapter"]["content"];
    content.as_str().expect("a chapter").to_owned()
}

#[test]
fn mdbook_test_gets_each_listing_once_as_a_whole_program() {
    let scratch = Scratch::new("preprocess-test", None);
    let text = preprocessed(&scratch, "test", "en", "one/README.md");
    compare(&text, "preprocess-test.md");
}

#[test]
fn mdbook_build_gets_the_page_that_cargo_book_builds() {
    let scratch = Scratch::new("preprocess-html", None);
    for language in ["ko", "en"] {
        let text = preprocessed(&scratch, "html", language, "one/README.md");
        assert!(
            !text.contains("{{#") && !text.contains("```admonish"),
            "{text}"
        );
        assert!(
            text.contains("class=\"m\"") && text.contains(">96</a>"),
            "{text}"
        );
        assert!(text.contains("admonition"), "{text}");
    }
}

/// `book.toml` names a command for this preprocessor that would fail; `build` succeeds, so it is replaced
/// by the one inside, which adds a foot to each page.
#[test]
fn the_preprocessor_runs_once_when_cargo_book_builds() {
    let scratch = Scratch::new("preprocess-once", None);
    let output = scratch
        .book(&["build"])
        .output()
        .expect("cargo book starts");
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaints}");
    assert!(!complaints.contains("WARN"), "{complaints}");
    for page in ["book/en/one/index.html", "book/ko/one/index.html"] {
        let html = scratch.read(page);
        assert_eq!(html.matches("class=\"page-foot\"").count(), 1, "{page}");
        assert_eq!(html.matches("id=\"source-page-size\"").count(), 1, "{page}");
        assert_eq!(html.matches("class=\"figure wide\"").count(), 1, "{page}");
    }
}
