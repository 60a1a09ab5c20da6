//! What a page says, part by part: everything that its twin in the other language must have as well.
//!
//! A callout is a fence to the Markdown around it and Markdown inside, so its body is read like the page.

use crate::directive::directives;
use crate::markup::{Fence, Outline, extensions};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Parser, Tag, TagEnd};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What is compared; each kind has a word by which a page may allow a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Callout,
    Code,
    Directive,
    Fence,
    Figure,
    Footnote,
    Link,
    List,
    Number,
    /// A number up to ten without a unit, which a sentence may also spell out.
    SmallNumber,
    Table,
}

impl Kind {
    pub(super) const ALL: [Self; 11] = [
        Self::Callout,
        Self::Code,
        Self::Directive,
        Self::Fence,
        Self::Figure,
        Self::Footnote,
        Self::Link,
        Self::List,
        Self::Number,
        Self::SmallNumber,
        Self::Table,
    ];

    /// The word in `<!-- parity: allow code - why -->`.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Callout => "callouts",
            Self::Code => "code",
            Self::Directive => "directives",
            Self::Fence => "fences",
            Self::Figure => "figures",
            Self::Footnote => "footnotes",
            Self::Link => "links",
            Self::List => "lists",
            Self::Number | Self::SmallNumber => "numbers",
            Self::Table => "tables",
        }
    }

    /// Whether both languages have them in the same order. A sentence may put the others where it needs them.
    pub(super) fn is_ordered(self) -> bool {
        matches!(self, Self::Callout | Self::Fence | Self::List | Self::Table)
    }

    /// Whether one mention is as good as several.
    pub(super) fn is_named_once(self) -> bool {
        matches!(self, Self::Code | Self::Link)
    }
}

/// Something that the twin must have as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
    /// What is compared.
    pub(super) key: String,
    /// How a message calls it.
    pub(super) name: String,
    /// The words for a figure's content, which differ between the languages.
    pub(super) alt: Option<String>,
}

/// A paragraph, a list item or a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) range: Range<usize>,
    /// Its words: no code, no directives, no addresses.
    pub(super) words: String,
}

/// A page, read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) items: Vec<Item>,
    pub(super) blocks: Vec<Block>,
    /// Code, raw HTML, addresses and ids: no prose.
    pub(super) hidden: Vec<Range<usize>>,
    /// Raw HTML alone, in which `<!-- parity: … -->` stands.
    pub(super) html: Vec<Range<usize>>,
}

static IMAGE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"<img\b[^>]*?\bsrc="([^"]*)"[^>]*>"#).ok());
static ALT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"\balt="([^"]*)""#).ok());
static HEADING_ID: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)\{#[^}\n]*\}[ \t]*$").ok());

impl Reading {
    /// Reads a page.
    pub(super) fn of(text: &str) -> Self {
        let mut reading = Self::default();
        reading.part(text, 0..text.len());
        let ids = HEADING_ID.iter().flat_map(|id| id.find_iter(text));
        reading.hidden.extend(ids.map(|id| id.range()));
        let opaque = Outline::of(text).opaque();
        for directive in directives(text, &opaque) {
            let call = format!("{} {}", directive.name, directive.argument);
            reading.add(
                Kind::Directive,
                directive.range.clone(),
                format!("{{{{#{}}}}}", call.trim_end()),
            );
            reading.hidden.push(directive.range);
        }
        let numbers = super::numerals::amounts(text, &reading.hidden);
        for number in numbers {
            let small = number.canonical.parse().is_ok_and(|value: u8| value <= 10);
            reading.add(
                if small {
                    Kind::SmallNumber
                } else {
                    Kind::Number
                },
                number.range,
                format!("number {}", number.canonical),
            );
        }
        reading.items.sort_by_key(|item| item.range.start);
        reading
    }

    fn add(&mut self, kind: Kind, range: Range<usize>, name: String) {
        self.items.push(Item {
            kind,
            range,
            key: name.clone(),
            name,
            alt: None,
        });
    }

    /// Reads the Markdown at `part`, a whole page or the body of a callout.
    fn part(&mut self, text: &str, part: Range<usize>) {
        let mut walk = Walk::default();
        let events = Parser::new_ext(&text[part.clone()], extensions()).into_offset_iter();
        for (event, range) in events {
            let range = part.start + range.start..part.start + range.end;
            self.structure(text, &mut walk, &event, &range);
            self.prose(text, &mut walk, event, range);
        }
    }

    /// Tables, lists and code blocks.
    fn structure(&mut self, text: &str, walk: &mut Walk, event: &Event, range: &Range<usize>) {
        match event {
            Event::Start(Tag::List(_)) => {
                walk.lists.push((self.items.len(), 0));
                self.add(Kind::List, range.clone(), String::new());
            }
            Event::Start(Tag::Item) => {
                // The number of an ordered item.
                let digits = text[range.clone()].bytes().take_while(u8::is_ascii_digit);
                self.hidden.push(range.start..range.start + digits.count());
                if let Some((_, count)) = walk.lists.last_mut() {
                    *count += 1;
                }
            }
            Event::End(TagEnd::List(_)) => {
                if let Some((at, count)) = walk.lists.pop() {
                    self.items[at].name = format!("list of {count} items");
                    self.items[at].key = self.items[at].name.clone();
                }
            }
            Event::Start(Tag::Table(columns)) => walk.table = (columns.len(), 0),
            Event::Start(Tag::TableRow | Tag::TableHead) => walk.table.1 += 1,
            Event::End(TagEnd::Table) => {
                let (columns, rows) = walk.table;
                let name = format!("table of {rows} rows and {columns} columns");
                self.add(Kind::Table, range.clone(), name);
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                walk.fence = Some(Fence {
                    range: range.clone(),
                    info,
                    code: String::new(),
                });
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some(fence) = walk.fence.take() {
                    self.fence(text, &fence);
                }
            }
            _ => {}
        }
    }

    fn fence(&mut self, text: &str, fence: &Fence) {
        if fence.is_callout() {
            let kind = fence.info.split_whitespace().nth(1).unwrap_or("note");
            self.add(
                Kind::Callout,
                fence.range.clone(),
                format!("callout '{kind}'"),
            );
            self.part(text, body(text, &fence.range));
            return;
        }
        self.hidden.push(fence.range.clone());
        let code = match fence.language() {
            "text" => String::new(),
            _ => without_comments(&fence.code),
        };
        self.items.push(Item {
            kind: Kind::Fence,
            range: fence.range.clone(),
            key: format!("{}\n{code}", fence.info),
            name: format!("this '{}' code", fence.info),
            alt: None,
        });
    }

    /// Words, and what stands between them.
    fn prose(&mut self, text: &str, walk: &mut Walk, event: Event, range: Range<usize>) {
        match event {
            Event::Start(Tag::Paragraph | Tag::Item | Tag::Heading { .. }) => {
                walk.open.push(self.blocks.len());
                self.blocks.push(Block {
                    range,
                    words: String::new(),
                });
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => {
                walk.open.pop();
            }
            Event::Text(words) => match (&mut walk.fence, walk.open.last()) {
                (Some(fence), _) => fence.code.push_str(&words),
                (None, Some(block)) if !walk.address => self.blocks[*block].words += &words,
                _ => {}
            },
            Event::SoftBreak | Event::HardBreak => {
                if let Some(block) = walk.open.last() {
                    self.blocks[*block].words.push(' ');
                }
            }
            Event::Code(code) => {
                self.add(Kind::Code, range.clone(), format!("`{code}`"));
                self.hidden.push(range);
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                self.images(text, &range);
                self.hidden.push(range.clone());
                self.html.push(range);
            }
            event => self.reference(text, walk, event, range),
        }
    }

    /// Links, images and footnotes.
    fn reference(&mut self, text: &str, walk: &mut Walk, event: Event, range: Range<usize>) {
        match event {
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                walk.address = matches!(link_type, LinkType::Autolink | LinkType::Email);
                let label = if walk.address {
                    0
                } else {
                    address(text, &range)
                };
                self.hidden.push(range.start + label..range.end);
                self.items.push(Item {
                    kind: Kind::Link,
                    range,
                    key: without_language(&dest_url),
                    name: format!("a link to {dest_url}"),
                    alt: None,
                });
            }
            Event::End(TagEnd::Link) => walk.address = false,
            Event::Start(Tag::Image { dest_url, .. }) => {
                let source = &text[range.clone()];
                let alt = source
                    .trim_start_matches("![")
                    .split(']')
                    .next()
                    .unwrap_or("");
                let alt = alt.to_owned();
                self.hidden.push(range.clone());
                self.image(range, &dest_url, alt);
            }
            Event::FootnoteReference(label) | Event::Start(Tag::FootnoteDefinition(label)) => {
                self.add(Kind::Footnote, range, format!("footnote '{label}'"));
            }
            _ => {}
        }
    }

    fn images(&mut self, text: &str, html: &Range<usize>) {
        for found in IMAGE
            .iter()
            .flat_map(|image| image.captures_iter(&text[html.clone()]))
        {
            let tag = found.get(0).map_or(0..0, |tag| tag.range());
            let tag = html.start + tag.start..html.start + tag.end;
            let alt = ALT
                .as_ref()
                .and_then(|alt| alt.captures(&text[tag.clone()]));
            let alt = alt.map_or(String::new(), |alt| alt[1].to_owned());
            self.image(tag, &found[1], alt);
        }
    }

    fn image(&mut self, range: Range<usize>, file: &str, alt: String) {
        self.items.push(Item {
            kind: Kind::Figure,
            range,
            key: without_language(file),
            name: format!("the image {file}"),
            alt: Some(alt),
        });
    }
}

/// What a walk over the events has open.
#[derive(Default)]
struct Walk {
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

/// Code without what follows `//` or `#`: comments are in the page's language.
fn without_comments(code: &str) -> String {
    let lines = code.lines().map(|line| {
        let comment = ["// ", "# "]
            .iter()
            .filter_map(|sign| line.find(sign))
            .filter(|at| *at == 0 || line[..*at].ends_with(' '))
            .min();
        line[..comment.unwrap_or(line.len())].trim_end()
    });
    let kept: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    kept.join("\n")
}

/// An address with its language left open: `/ko/` and `/en/`, `hl=ko` and `hl=en` are the same document.
fn without_language(address: &str) -> String {
    let mut open = address.to_owned();
    for code in ["ko", "en", "ko-KR", "en-US"] {
        open = open.replace(&format!("/{code}/"), "/*/");
        open = open.replace(&format!("hl={code}"), "hl=*");
    }
    open
}

#[cfg(test)]
mod tests {
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
}
