//! The search of a built site: one folder per language with the index and the engine that reads it.
//! Pages load both on the first search.

use anyhow::{Context, Result};
use catalog::Glossary;
use mdbook_preprocessor::book::{Book, BookItem};
use render::{Language, SearchPage, search_index};
use std::path::Path;

/// Its name below a language's folder; `theme/js/search.js` knows it too.
const FOLDER: &str = "search";

/// What runs in the browser, in the order in which a page loads it, each with the files that make it. Their names stay as they are: a page
/// asks for them by name, long after mdBook has put hashes into the names of the files that it copies.
const ENGINE: [(&str, &[&str]); 2] = [
    ("search-words.js", &["search-words.js"]),
    (
        "search-engine.js",
        &["search-text.js", "search-concepts.js", "search-engine.js"],
    ),
];

/// Reads the pages of `book` that were written below `site` and puts their index beside them.
pub(crate) fn write(root: &Path, language: Language, book: &Book, site: &Path) -> Result<()> {
    let folder = site.join(FOLDER);
    let mut pages = Vec::new();
    for item in book.iter() {
        let BookItem::Chapter(chapter) = item else {
            continue;
        };
        let Some(path) = &chapter.path else { continue };
        let url = url(path);
        let file = site.join(&url);
        let html = std::fs::read_to_string(&file)
            .with_context(|| format!("cannot read {}", file.display()))?;
        pages.push((url, chapter.name.as_str(), html));
    }
    let pages: Vec<SearchPage<'_>> = pages
        .iter()
        .map(|(url, title, html)| SearchPage { url, title, html })
        .collect();
    // What is wrong with the glossary was reported before the build began.
    let (glossary, _) = Glossary::load(root);
    let index = search_index(language, &pages, &glossary)?;
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(folder.join("index.js"), index))
        .with_context(|| format!("cannot write to {}", folder.display()))?;
    copy_engine(root, &folder)
}

/// A book without the scripts has no search, as one without a theme has no colours.
fn copy_engine(root: &Path, folder: &Path) -> Result<()> {
    for (name, parts) in ENGINE {
        let parts = parts
            .iter()
            .map(|part| root.join("theme/js/later").join(part));
        let mut text = String::new();
        for source in parts.filter(|source| source.is_file()) {
            text += &std::fs::read_to_string(&source)
                .with_context(|| format!("cannot read {}", source.display()))?;
        }
        if !text.is_empty() {
            std::fs::write(folder.join(name), text)
                .with_context(|| format!("cannot write to {}", folder.display()))?;
        }
    }
    Ok(())
}

/// Where mdBook writes a chapter: a folder's README.md becomes its index.html.
fn url(path: &Path) -> String {
    let page = match path.file_stem() {
        Some(stem) if stem.eq_ignore_ascii_case("readme") => path.with_file_name("index.html"),
        _ => path.with_extension("html"),
    };
    page.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_readme_is_the_index_of_its_folder() {
        assert_eq!(url(Path::new("README.md")), "index.html");
        assert_eq!(url(Path::new("one/README.md")), "one/index.html");
        assert_eq!(url(Path::new("one/appendix.md")), "one/appendix.html");
    }
}
