//! A walk over the events of a page's Markdown, which notes what it passes.

use super::neutral::{without_comments, without_language};
use super::{Block, Item, Kind, Reading};
use crate::markup::{Fence, extensions};
use pulldown_cmark::{CowStr, Event, LinkType, Parser, Tag, TagEnd};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static IMAGE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"<img\b[^>]*?\bsrc="([^"]*)"[^>]*>"#).ok());
static ALT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"\balt="([^"]*)""#).ok());

/// What is open while the events pass, and where they are noted.
pub(super) struct Walk<'a> {
    text: &'a str,
    reading: &'a mut Reading,
    fence: Option<Fence>,
    /// For each open list its item in `items`, and how many items it has.
    lists: Vec<(usize, usize)>,
    /// Columns and rows.
    table: (usize, usize),
    /// Open blocks, by their place in `blocks`.
    open: Vec<usize>,
    /// The words are an address.
    address: bool,
}

impl<'a> Walk<'a> {
    /// Reads the Markdown at `part`, a whole page or the body of a callout.
    pub(super) fn over(text: &'a str, part: Range<usize>, reading: &'a mut Reading) {
        let events = Parser::new_ext(&text[part.clone()], extensions()).into_offset_iter();
        let mut walk = Self {
            text,
            reading,
            fence: None,
            lists: Vec::new(),
            table: (0, 0),
            open: Vec::new(),
            address: false,
        };
        for (event, range) in events {
            let range = part.start + range.start..part.start + range.end;
            walk.structure(&event, &range);
            walk.prose(event, range);
        }
    }

    /// Tables, lists and code blocks.
    fn structure(&mut self, event: &Event, range: &Range<usize>) {
        match event {
            Event::Start(Tag::List(_)) => {
                self.lists.push((self.reading.items.len(), 0));
                self.reading.add(Kind::List, range.clone(), String::new());
            }
            Event::Start(Tag::Item) => self.count_item(range),
            Event::End(TagEnd::List(_)) => self.name_list(),
            Event::Start(Tag::Table(columns)) => self.table = (columns.len(), 0),
            Event::Start(Tag::TableRow | Tag::TableHead) => self.table.1 += 1,
            Event::End(TagEnd::Table) => {
                let (columns, rows) = self.table;
                let name = format!("table of {rows} rows and {columns} columns");
                self.reading.add(Kind::Table, range.clone(), name);
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                self.fence = Some(Fence::opened(kind, range.clone()))
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some(fence) = self.fence.take() {
                    self.close(fence);
                }
            }
            _ => {}
        }
    }

    fn count_item(&mut self, range: &Range<usize>) {
        // The number of an ordered item.
        let digits = self.text[range.clone()].bytes();
        let digits = digits.take_while(u8::is_ascii_digit).count();
        self.reading.hidden.push(range.start..range.start + digits);
        if let Some((_, count)) = self.lists.last_mut() {
            *count += 1;
        }
    }

    fn name_list(&mut self) {
        if let Some((at, count)) = self.lists.pop() {
            let list = &mut self.reading.items[at];
            list.name = format!("list of {count} items");
            list.key = list.name.clone();
        }
    }

    fn close(&mut self, fence: Fence) {
        if fence.is_callout() {
            let kind = fence.info.split_whitespace().nth(1).unwrap_or("note");
            let name = format!("callout '{kind}'");
            self.reading.add(Kind::Callout, fence.range.clone(), name);
            Walk::over(self.text, body(self.text, &fence.range), self.reading);
            return;
        }
        self.reading.hidden.push(fence.range.clone());
        let code = match fence.language() {
            "text" => String::new(),
            _ => without_comments(&fence.code),
        };
        self.reading.items.push(Item {
            kind: Kind::Fence,
            range: fence.range,
            key: format!("{}\n{code}", fence.info),
            name: format!("this '{}' code", fence.info),
            alt: None,
        });
    }

    /// Words, and what stands between them.
    fn prose(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(Tag::Paragraph | Tag::Item | Tag::Heading { .. }) => {
                self.open.push(self.reading.blocks.len());
                let words = String::new();
                self.reading.blocks.push(Block { range, words });
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => {
                self.open.pop();
            }
            Event::Text(words) => self.words(&words),
            Event::SoftBreak | Event::HardBreak => {
                if let Some(block) = self.open.last() {
                    self.reading.blocks[*block].words.push(' ');
                }
            }
            Event::Code(code) => {
                let name = format!("`{code}`");
                self.reading.add(Kind::Code, range.clone(), name);
                self.reading.hidden.push(range);
            }
            Event::Html(_) | Event::InlineHtml(_) => self.html(range),
            event => self.reference(event, range),
        }
    }

    fn words(&mut self, words: &str) {
        match (&mut self.fence, self.open.last()) {
            (Some(fence), _) => fence.code.push_str(words),
            (None, Some(block)) if !self.address => self.reading.blocks[*block].words += words,
            _ => {}
        }
    }

    fn html(&mut self, range: Range<usize>) {
        self.images(&range);
        self.reading.hidden.push(range.clone());
        self.reading.html.push(range);
    }

    /// Links, images and footnotes.
    fn reference(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                self.address = matches!(link_type, LinkType::Autolink | LinkType::Email);
                self.link(&dest_url, range);
            }
            Event::End(TagEnd::Link) => self.address = false,
            Event::Start(Tag::Image { dest_url, .. }) => {
                let source = self.text[range.clone()].trim_start_matches("![");
                let alt = source.split(']').next().unwrap_or("").to_owned();
                self.reading.hidden.push(range.clone());
                self.reading.image(range, &dest_url, alt);
            }
            Event::FootnoteReference(label) | Event::Start(Tag::FootnoteDefinition(label)) => {
                let name = format!("footnote '{label}'");
                self.reading.add(Kind::Footnote, range, name);
            }
            _ => {}
        }
    }

    fn link(&mut self, to: &CowStr, range: Range<usize>) {
        let label = if self.address {
            0
        } else {
            address(self.text, &range)
        };
        self.reading.hidden.push(range.start + label..range.end);
        self.reading.items.push(Item {
            kind: Kind::Link,
            range,
            key: without_language(to),
            name: format!("a link to {to}"),
            alt: None,
        });
    }

    fn images(&mut self, html: &Range<usize>) {
        let tags = IMAGE.iter();
        for found in tags.flat_map(|image| image.captures_iter(&self.text[html.clone()])) {
            let tag = found.get(0).map_or(0..0, |tag| tag.range());
            let tag = html.start + tag.start..html.start + tag.end;
            let alt = ALT.as_ref();
            let alt = alt.and_then(|alt| alt.captures(&self.text[tag.clone()]));
            let alt = alt.map_or(String::new(), |alt| alt[1].to_owned());
            self.reading.image(tag, &found[1], alt);
        }
    }
}

/// The lines between the fences.
fn body(text: &str, fence: &Range<usize>) -> Range<usize> {
    let source = &text[fence.clone()];
    let first = source.find('\n').map_or(source.len(), |end| end + 1);
    let last = source.trim_end().rfind('\n').map_or(first, |end| end + 1);
    fence.start + first..fence.start + last.max(first)
}

/// Where in `[label](address)` the address begins.
fn address(text: &str, link: &Range<usize>) -> usize {
    text[link.clone()].rfind("](").unwrap_or(0)
}
