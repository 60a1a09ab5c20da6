//! `cargo book build --epub`: one EPUB for each language, beside the pages it is made of.
//!
//! It is made of the finished pages, so that it shows what they show: measured numbers, highlighted code with
//! its heap margin, charts. A converter from Markdown or HTML would keep the words alone.

mod element;
mod maker;
mod package;
mod page;
mod tree;

use crate::site::{self, Contents};
use crate::{Outcome, archive};
use anyhow::{Context, Result};
use page::Document;
use render::Language;
use std::collections::BTreeSet;
use std::path::Path;

/// A language's book, ready to be packed.
struct Volume {
    language: Language,
    title: String,
    /// What its pages have to say first: the first paragraph of the first page.
    description: String,
    contents: Contents,
    /// In the order of the contents.
    documents: Vec<Document>,
}

/// Its name on the site.
pub(crate) fn name(language: Language) -> String {
    let stem = archive::NAME.trim_end_matches(".zip");
    format!("{stem}-{}.epub", language.code())
}

/// Makes the EPUBs of the site in `site`, which was built from the book in `root`, and links the landing
/// pages to them.
pub(crate) fn write(root: &Path, site: &Path) -> Outcome {
    for language in Language::ALL {
        let (title, contents) = site::contents(root, language)?;
        let volume = volume(language, title, contents, &site.join(language.code()))?;
        let bytes = package::packed(&volume)?;
        let path = site.join(name(language));
        std::fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
        link(language, site)?;
    }
    Ok(())
}

fn volume(
    language: Language,
    title: String,
    mut contents: Contents,
    folder: &Path,
) -> Result<Volume> {
    let mut pages = Vec::new();
    for chapter in std::mem::take(&mut contents.chapters) {
        let file = folder.join(&chapter.path);
        let html = std::fs::read_to_string(&file)
            .with_context(|| format!("cannot read {}", file.display()))?;
        // The progress page is its script.
        if !html.contains("class=\"progress\"") {
            pages.push((chapter, html));
        }
    }
    let known: BTreeSet<String> = pages
        .iter()
        .map(|(chapter, _)| chapter.path.clone())
        .collect();
    let documents = pages
        .iter()
        .map(|(chapter, html)| Document::of(language, chapter, html, &known))
        .collect::<Result<Vec<_>>>()?;
    contents.chapters = pages.into_iter().map(|(chapter, _)| chapter).collect();
    let description = documents
        .first()
        .map(|it| it.promise.clone())
        .unwrap_or_default();
    Ok(Volume {
        language,
        title,
        description,
        contents,
        documents,
    })
}

/// Puts a link beside the one to the archive, where the landing page has that.
fn link(language: Language, site: &Path) -> Result<()> {
    let path = site.join(language.code()).join("index.html");
    let page = std::fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}", path.display()))?;
    let Some(start) = page.find(archive::DOWNLOADS) else {
        return Ok(());
    };
    let Some(length) = page[start..].find("</p>") else {
        return Ok(());
    };
    let at = start + length;
    let address = name(language);
    let link = format!(" <a href=\"../{address}\" download>EPUB</a>");
    let page = format!("{}{link}{}", &page[..at], &page[at..]);
    std::fs::write(&path, page).with_context(|| format!("cannot write {}", path.display()))
}
