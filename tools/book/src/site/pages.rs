//! Fills the places that `theme/index.hbs` leaves: what a page cannot know while mdBook renders it alone.
//!
//! A place is `<!--book:NAME-->…<!--/book:NAME-->`; a page of another theme has none and stays as it is.

use super::assets::Assets;
use super::chapters::{Chapter, Contents};
use super::meta::{self, About, Base};
use super::place::put;
use super::stock;
use super::text::{outline, promise, with_particles};
use anyhow::{Context, Result};
use maud::{Markup, html};
use render::{Language, Stash};
use std::collections::BTreeMap;
use std::path::Path;

/// One language's pages.
pub(crate) struct Pages<'a> {
    pub(crate) language: Language,
    /// Its folder on the site that is being built.
    pub(crate) folder: &'a Path,
    /// The book's title.
    pub(crate) title: String,
    pub(crate) contents: &'a Contents,
    pub(crate) assets: &'a Assets,
    pub(crate) base: Option<&'a Base>,
    /// What the pages lack that mdBook wrote.
    pub(crate) stash: &'a Stash,
}

impl Pages<'_> {
    /// Completes every page of the language and removes what belongs to mdBook's theme. One page at a time is in
    /// memory: those of a large book together are more than all else that a build needs.
    pub(crate) fn fill(&self) -> Result<()> {
        let mut promises = BTreeMap::new();
        for chapter in &self.contents.chapters {
            promises.insert(
                chapter.path.as_str(),
                promise(&self.written(&chapter.path)?),
            );
        }
        for chapter in &self.contents.chapters {
            let page = self.chapter(chapter, &self.read(&chapter.path)?, &promises);
            self.write(&chapter.path, &page)?;
        }
        // A book that opens with another page has it here a second time.
        let index = "index.html";
        if !promises.contains_key(index) && self.folder.join(index).is_file() {
            self.write(index, &self.read(index)?)?;
        }
        self.not_found(&promises)?;
        stock::remove(self.folder)
    }

    /// A page with all its parts.
    fn read(&self, path: &str) -> Result<String> {
        let page = self.written(path)?;
        let whole = self.stash.restore(&page);
        let whole = whole.with_context(|| format!("cannot complete {path}"))?;
        Ok(whole.unwrap_or(page))
    }

    /// A page as mdBook wrote it.
    fn written(&self, path: &str) -> Result<String> {
        std::fs::read_to_string(self.folder.join(path))
            .with_context(|| format!("mdBook wrote no page {path}: is it listed twice?"))
    }

    fn write(&self, path: &str, html: &str) -> Result<()> {
        std::fs::write(self.folder.join(path), html).with_context(|| format!("cannot write {path}"))
    }

    fn chapter(&self, chapter: &Chapter, html: &str, promises: &BTreeMap<&str, String>) -> String {
        let root = "../".repeat(chapter.path.matches('/').count());
        let description = &promises[chapter.path.as_str()];
        let is_landing = chapter.path == "index.html";
        let about = About {
            language: self.language,
            path: &chapter.path,
            title: if is_landing {
                &self.title
            } else {
                &chapter.name
            },
            book: &self.title,
            description,
        };
        let html = with_particles(html);
        let page = self.around(&html, Some(&chapter.path), &root, &about);
        let page = put(&page, "kicker", &self.kicker(chapter, &root));
        let page = put(&page, "outline", &outline(self.language, &page));
        let page = page.replacen(
            " data-root=",
            &format!(" data-page=\"{}\" data-root=", chapter.path),
            1,
        );
        if is_landing {
            self.landing(&page, promises)
        } else {
            page
        }
    }

    /// What every page has: head, bar, contents.
    fn around(&self, html: &str, path: Option<&str>, root: &str, about: &About) -> String {
        let page = put(
            html,
            "meta",
            &meta::tags(about, self.base.filter(|_| path.is_some())),
        );
        let page = put(&page, "assets", &self.assets.tags(root));
        let page = put(&page, "contents", &self.contents.sidebar(path, root));
        let page = put(
            &page,
            "switch",
            &self.switch(path.unwrap_or("index.html"), root),
        );
        if self.assets.search {
            page
        } else {
            put(&page, "search", &html! {})
        }
    }

    /// A link to this page in the other language, in that language.
    fn switch(&self, path: &str, root: &str) -> Markup {
        let others = Language::ALL
            .into_iter()
            .filter(|other| *other != self.language);
        html! {
            @for other in others {
                a.bar__switch lang=(other.code()) hreflang=(other.code()) data-switch
                    href=(format!("{root}../{}/{path}", other.code())) { (name(other)) }
            }
        }
    }

    /// `4장 · 값이 사는 곳` above a chapter's title; above a section's the chapter it belongs to.
    fn kicker(&self, chapter: &Chapter, root: &str) -> Markup {
        let parent = self
            .contents
            .parent(&chapter.path)
            .filter(|_| chapter.is_section());
        let part = chapter.part.and_then(|part| self.contents.parts.get(part));
        let Some(label) = parent.unwrap_or(chapter).label(self.language) else {
            return html! {};
        };
        html! {
            p.kicker data-book=(self.title) {
                b { (label) } " · "
                @if let Some(parent) = parent { a href=(format!("{root}{}", parent.path)) { (parent.name) } }
                @else if let Some(part) = part { (part) }
            }
        }
    }

    /// mdBook renders `404.md` with an English title, and without the rest of the book. Under its text stands the
    /// map of the chapters.
    fn not_found(&self, promises: &BTreeMap<&str, String>) -> Result<()> {
        let path = "404.html";
        if !self.folder.join(path).is_file() {
            return Ok(());
        }
        let html = self.read(path)?;
        let title = match self.language {
            Language::Ko => "없는 쪽",
            Language::En => "Page not found",
        };
        let about = About {
            language: self.language,
            path,
            title,
            book: &self.title,
            description: &promise(&html),
        };
        let map = format!("{}</main>", self.map(promises).into_string());
        let page = self.around(&html, None, "", &about);
        self.write(path, &page.replacen("</main>", &map, 1))
    }
}

/// A language's name in itself.
fn name(language: Language) -> &'static str {
    match language {
        Language::Ko => "한국어",
        Language::En => "English",
    }
}

#[cfg(test)]
mod tests {
    /// The theme depends on what mdBook gives its template and on the HTML around it: look at both before
    /// these numbers are raised.
    #[test]
    fn the_theme_is_made_for_the_mdbook_that_is_linked() {
        let version = mdbook_preprocessor::MDBOOK_VERSION;
        let theme = include_str!("../../../../theme/index.hbs");
        let script = include_str!("../../../../ci/stock-mdbook.sh");
        assert!(
            theme.contains(&format!("for mdBook {version} (")),
            "theme/index.hbs"
        );
        assert!(
            script.contains(&format!("\nversion={version}\n")),
            "ci/stock-mdbook.sh"
        );
    }
}
