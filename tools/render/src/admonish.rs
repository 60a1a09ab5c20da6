//! Callouts by mdbook-admonish, which is built against mdBook 0.4, in a book built by mdBook 0.5.
//!
//! The settings go in as the 0.4 preprocessor protocol's JSON, since a context cannot be made otherwise;
//! the pages go in as they are, for writing and reading them as JSON took a tenth of a whole build. This
//! module can go when mdbook-admonish is released for mdBook 0.5: then its preprocessor is given to the
//! driver directly.

use anyhow::{Context, Result};
use mdbook_0_4::book::{Book, BookItem, Chapter};
use mdbook_0_4::preprocess::{CmdPreprocessor, Preprocessor};
use mdbook_admonish::Admonish;
use serde_json::{Value, json};

/// The version of the stylesheet that mdbook-admonish 1.20 asks for; our own stylesheet stands in for it.
const ASSETS_VERSION: &str = "3.1.0";

/// Turns the ```` ```admonish ```` blocks of the given pages into HTML. `settings` are those of
/// `[preprocessor.book.admonish]`, null when absent.
///
/// # Errors
/// When the settings are not what mdbook-admonish understands.
pub fn admonish(settings: &Value, pages: &[&str]) -> Result<Vec<String>> {
    let mut config = json!({ "assets_version": ASSETS_VERSION });
    if let (Some(config), Some(settings)) = (config.as_object_mut(), settings.as_object()) {
        config.extend(settings.clone());
    }
    let empty = json!({ "sections": [], "__non_exhaustive": null });
    let input = json!([context(&config), empty]);
    let (context, _) = CmdPreprocessor::parse_input(input.to_string().as_bytes())?;
    let book = Admonish
        .run(&context, book(pages))
        .context("mdbook-admonish failed")?;
    Ok(contents(book))
}

fn context(config: &Value) -> Value {
    json!({
        "root": ".",
        "config": { "book": { "src": "src" }, "preprocessor": { "admonish": config } },
        "renderer": "html",
        "mdbook_version": mdbook_0_4::MDBOOK_VERSION,
    })
}

fn book(pages: &[&str]) -> Book {
    let mut book = Book::new();
    for content in pages {
        let content = (*content).to_owned();
        book.push_item(Chapter::new("", content, "page.md", Vec::new()));
    }
    book
}

fn contents(book: Book) -> Vec<String> {
    let chapters = book.sections.into_iter().filter_map(|item| match item {
        BookItem::Chapter(chapter) => Some(chapter.content),
        _ => None,
    });
    chapters.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_callout_becomes_html_and_the_rest_stays() {
        let page = "a\n\n```admonish tip title=\"힙\"\nb\n```\n\nc\n";
        let done = admonish(&Value::Null, &[page, "plain\n"]).expect("admonish");
        assert!(
            done[0].starts_with("a\n\n") && done[0].ends_with("\nc\n"),
            "{}",
            done[0]
        );
        assert!(
            done[0].contains("admonish-tip") && done[0].contains("힙"),
            "{}",
            done[0]
        );
        assert_eq!(done[1], "plain\n");
    }
}
