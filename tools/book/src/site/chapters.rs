//! The chapters of one language in reading order, and the contents beside every page.

use maud::{Markup, html};
use mdbook_preprocessor::book::{Book, BookItem, Chapter as Source};
use render::Language;

/// A page that the table of contents lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chapter {
    /// Its file below the language's folder: `first-profile/index.html`.
    pub(crate) path: String,
    /// Its name in the table of contents.
    pub(crate) name: String,
    /// `4` or `4.1`; none for a preface.
    pub(crate) number: Option<String>,
    /// The part that it belongs to, counted from 0; none before the first, and after a line.
    pub(crate) part: Option<usize>,
}

/// The table of contents.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Contents {
    /// The titles of the parts.
    pub(crate) parts: Vec<String>,
    /// All chapters and sections, in order.
    pub(crate) chapters: Vec<Chapter>,
}

impl Contents {
    /// Reads mdBook's own.
    pub(crate) fn of(book: &Book) -> Self {
        let mut contents = Self::default();
        contents.add(&book.items, &mut None);
        contents
    }

    /// `within` is the part that the items belong to.
    fn add(&mut self, items: &[BookItem], within: &mut Option<usize>) {
        for item in items {
            match item {
                BookItem::PartTitle(title) => {
                    self.parts.push(title.clone());
                    *within = Some(self.parts.len() - 1);
                }
                BookItem::Chapter(chapter) => {
                    self.add_chapter(chapter, *within);
                    self.add(&chapter.sub_items, within);
                }
                BookItem::Separator => *within = None,
            }
        }
    }

    fn add_chapter(&mut self, chapter: &Source, part: Option<usize>) {
        let Some(path) = &chapter.path else { return };
        let number = chapter.number.as_ref();
        self.chapters.push(Chapter {
            path: page(&path.to_string_lossy().replace('\\', "/")),
            name: chapter.name.clone(),
            number: number.map(|number| number.to_string().trim_end_matches('.').to_owned()),
            part,
        });
    }

    /// The sidebar of the page at `current`: its part open, the others folded.
    pub(crate) fn sidebar(&self, current: Option<&str>, root: &str) -> Markup {
        let here = self
            .chapters
            .iter()
            .find(|chapter| Some(chapter.path.as_str()) == current);
        let open = here.map_or(Some(0), |chapter| chapter.part.or(Some(0)));
        let in_part = |chapter: &Chapter| chapter.part.is_some();
        let first = self.chapters.iter().position(in_part);
        let first = first.unwrap_or(self.chapters.len());
        let last = self.chapters.iter().rposition(in_part);
        let last = last.map_or(&[][..], |last| &self.chapters[last + 1..]);
        html! {
            @for chapter in &self.chapters[..first] { (link(chapter, current, root)) }
            @for (part, title) in self.parts.iter().enumerate() {
                details open[open == Some(part)] {
                    summary { (title) }
                    ol { @for group in self.groups(part) { (item(group, current, root)) } }
                }
            }
            @if !last.is_empty() {
                div.side__last { @for chapter in last { (link(chapter, current, root)) } }
            }
        }
    }

    /// The chapters of a part, each followed by its sections.
    pub(crate) fn groups(&self, part: usize) -> impl Iterator<Item = &[Chapter]> {
        let of_part: Vec<bool> = self.chapters.iter().map(|c| c.part == Some(part)).collect();
        let start = of_part.iter().position(|is| *is).unwrap_or(of_part.len());
        let end = of_part
            .iter()
            .rposition(|is| *is)
            .map_or(start, |at| at + 1);
        self.chapters[start..end].chunk_by(|_, next| next.is_section())
    }

    /// The chapter that the section at `path` belongs to.
    pub(crate) fn parent(&self, path: &str) -> Option<&Chapter> {
        let at = self
            .chapters
            .iter()
            .position(|chapter| chapter.path == path)?;
        let before = self.chapters[..at].iter().rev();
        before.into_iter().find(|chapter| !chapter.is_section())
    }
}

impl Chapter {
    /// Whether it stands below a chapter: `4.1`.
    pub(crate) fn is_section(&self) -> bool {
        self.number
            .as_ref()
            .is_some_and(|number| number.contains('.'))
    }

    /// `Chapter 4`, `4장`.
    pub(crate) fn label(&self, language: Language) -> Option<String> {
        let number = self.number.as_ref()?;
        Some(match language {
            Language::Ko => format!("{number}장"),
            Language::En => format!("Chapter {number}"),
        })
    }
}

/// The page that mdBook makes of a Markdown file.
fn page(markdown: &str) -> String {
    let stem = markdown.trim_end_matches(".md");
    match stem.strip_suffix("README") {
        Some(folder) => format!("{folder}index.html"),
        None => format!("{stem}.html"),
    }
}

fn item(group: &[Chapter], current: Option<&str>, root: &str) -> Markup {
    let Some((chapter, sections)) = group.split_first() else {
        return html! {};
    };
    html! {
        li {
            (link(chapter, current, root))
            @if !sections.is_empty() {
                ol { @for section in sections { li { (link(section, current, root)) } } }
            }
        }
    }
}

fn link(chapter: &Chapter, current: Option<&str>, root: &str) -> Markup {
    let here = (current == Some(chapter.path.as_str())).then_some("page");
    let number = chapter.number.as_ref().filter(|_| !chapter.is_section());
    html! {
        a.side__page href=(format!("{root}{}", chapter.path)) data-path=(chapter.path) aria-current=[here] {
            @if let Some(number) = number { span.n { (number) } }
            span { (chapter.name) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chapter(path: &str, number: Option<&str>, part: Option<usize>) -> Chapter {
        Chapter {
            path: path.into(),
            name: path.into(),
            number: number.map(Into::into),
            part,
        }
    }

    fn contents() -> Contents {
        Contents {
            parts: vec!["One".into(), "Two & more".into()],
            chapters: vec![
                chapter("index.html", None, None),
                chapter("a/index.html", Some("1"), Some(0)),
                chapter("a/b.html", Some("1.1"), Some(0)),
                chapter("c/index.html", Some("2"), Some(1)),
                chapter("end.html", None, None),
            ],
        }
    }

    #[test]
    fn the_part_of_the_page_is_open_and_the_page_is_marked() {
        let html = contents()
            .sidebar(Some("c/index.html"), "../")
            .into_string();
        assert_eq!(html.matches("<details").count(), 2);
        assert!(
            html.contains("<details open><summary>Two &amp; more"),
            "{html}"
        );
        assert!(
            html.contains(
                "href=\"../c/index.html\" data-path=\"c/index.html\" aria-current=\"page\""
            ),
            "{html}"
        );
        assert_eq!(html.matches("aria-current").count(), 1);
        let after = html.split("</details>").last().unwrap_or_default();
        assert!(
            after.contains("end.html") && !after.contains("\"../index.html"),
            "{html}"
        );
    }

    #[test]
    fn sections_follow_their_chapter() {
        let contents = contents();
        let groups: Vec<usize> = contents.groups(0).map(<[Chapter]>::len).collect();
        assert_eq!(groups, [2]);
        let parent = contents
            .parent("a/b.html")
            .map(|chapter| chapter.path.as_str());
        assert_eq!(parent, Some("a/index.html"));
    }

    #[test]
    fn a_readme_is_its_folders_index() {
        assert_eq!(page("README.md"), "index.html");
        assert_eq!(page("a/README.md"), "a/index.html");
        assert_eq!(page("a/b.md"), "a/b.html");
    }
}
