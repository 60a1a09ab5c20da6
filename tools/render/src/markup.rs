//! The structure of a Markdown page: which parts are code, which fences there are, which headings.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// A fenced or indented code block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fence {
    /// The whole block.
    pub(crate) range: Range<usize>,
    /// The info string: `rust`, `admonish tip title="…"`; empty when there is none.
    pub(crate) info: String,
    /// The code.
    pub(crate) code: String,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    /// The whole line.
    pub(crate) range: Range<usize>,
    /// 1 for the title.
    pub(crate) level: u8,
    /// The explicit id.
    pub(crate) id: Option<String>,
}

/// A table, by its size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    /// The whole table.
    pub(crate) range: Range<usize>,
    /// Rows, the header included.
    pub(crate) rows: usize,
    /// Columns.
    pub(crate) columns: usize,
}

/// A page's structure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    /// Code blocks, callouts included.
    pub(crate) fences: Vec<Fence>,
    /// Headings in order.
    pub(crate) headings: Vec<Heading>,
    /// Tables in order.
    pub(crate) tables: Vec<Table>,
    /// Code spans and raw HTML, comments included.
    pub(crate) verbatim: Vec<Range<usize>>,
    /// The file name in links to a README.md, which mdBook builds as index.html.
    pub(crate) readmes: Vec<Range<usize>>,
}

const README: &str = "README.md";

impl Outline {
    /// Reads a page, with the extensions that mdBook turns on.
    pub(crate) fn of(text: &str) -> Self {
        let mut outline = Self::default();
        let mut code: Option<Fence> = None;
        for (event, range) in Parser::new_ext(text, extensions()).into_offset_iter() {
            match (event, &mut code) {
                (Event::Start(Tag::CodeBlock(kind)), _) => code = Some(Fence::opened(&kind, range)),
                (Event::End(TagEnd::CodeBlock), code) => outline.fences.extend(code.take()),
                (Event::Text(text), Some(fence)) => fence.code.push_str(&text),
                (event, _) => outline.take(text, event, range),
            }
        }
        outline
    }

    /// Takes up what is no code block.
    fn take(&mut self, text: &str, event: Event, range: Range<usize>) {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                let (level, id) = (depth(level), id.map(|id| id.to_string()));
                self.headings.push(Heading { range, level, id });
            }
            Event::Start(Tag::Table(columns)) => {
                let (rows, columns) = (0, columns.len());
                self.tables.push(Table {
                    range,
                    rows,
                    columns,
                });
            }
            Event::Start(Tag::TableRow | Tag::TableHead) => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows += 1;
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) if !dest_url.contains("://") => {
                let at = text[range.clone()].rfind(README);
                let start = at.map(|at| range.start + at);
                self.readmes
                    .extend(start.map(|start| start..start + README.len()));
            }
            Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) => self.verbatim.push(range),
            _ => {}
        }
    }

    /// Where directives are text and numbers are no claims: code and raw HTML, but not callouts.
    pub(crate) fn opaque(&self) -> Vec<Range<usize>> {
        let code = self.fences.iter().filter(|fence| !fence.is_callout());
        code.map(|fence| fence.range.clone())
            .chain(self.verbatim.iter().cloned())
            .collect()
    }
}

impl Fence {
    /// A block whose code is still to come.
    pub(crate) fn opened(kind: &CodeBlockKind, range: Range<usize>) -> Self {
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.to_string(),
            CodeBlockKind::Indented => String::new(),
        };
        Self {
            range,
            info,
            code: String::new(),
        }
    }

    /// Whether it is an admonish block, whose content is Markdown.
    pub(crate) fn is_callout(&self) -> bool {
        self.info == "admonish" || self.info.starts_with("admonish ")
    }

    /// The language: the info string up to the first comma or space.
    pub(crate) fn language(&self) -> &str {
        self.info.split([',', ' ']).next().unwrap_or_default()
    }
}

/// The extensions that mdBook turns on.
pub(crate) fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_has_headings_fences_and_tables() {
        let text = "# T {#t}\n\n```rust\nlet a = 1;\n```\n\n| a | b |\n|---|---|\n| 1 | `x` |\n";
        let outline = Outline::of(text);
        assert_eq!(outline.headings[0].id.as_deref(), Some("t"));
        assert_eq!(
            (
                outline.fences[0].language(),
                outline.fences[0].code.as_str()
            ),
            ("rust", "let a = 1;\n")
        );
        assert_eq!((outline.tables[0].rows, outline.tables[0].columns), (2, 2));
        assert_eq!(&text[outline.verbatim[0].clone()], "`x`");
    }

    #[test]
    fn links_to_a_readme_are_found() {
        let text = "[README.md](../a/README.md#b) and <https://x.org/README.md>\n";
        assert_eq!(Outline::of(text).readmes, vec![17..26_usize; 1]);
    }

    #[test]
    fn a_callout_is_not_opaque() {
        let outline = Outline::of("```admonish tip\nx\n```\n\n```text\ny\n```\n");
        assert!(outline.fences[0].is_callout());
        assert_eq!(outline.opaque().len(), 1);
    }
}
