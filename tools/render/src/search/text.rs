//! The readable text of a finished page, cut at its headings.
//!
//! mdBook writes its pages with a serialiser, so tags are well formed and attributes stand in double
//! quotes; a scanner over them is enough, and costs nothing of the build's time.

mod characters;

#[cfg(test)]
mod tests;

use characters::unescape;

/// The text from one heading to the next.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Section {
    /// The heading's id; empty for text before the first heading.
    pub(super) id: String,
    pub(super) heading: String,
    pub(super) body: String,
}

/// What nobody reads as text: scripts, drawings (their captions are outside), buttons, navigation.
const SKIPPED: [&str; 7] = [
    "script", "style", "svg", "button", "template", "nav", "footer",
];
/// The same, by class: what a line asked of the heap, the tables that repeat a timeline event by event and a
/// profile call by call, what every chapter's head and every question says alike. And answers: a question is
/// found by its own words, and the search does not give away what a reader is asked. What is generated of the
/// whole book, as solutions, glossary and measurements are, would answer every query a second time.
const SKIPPED_CLASSES: [&str; 12] = [
    "ask",
    "calls",
    "twin",
    "facts",
    "start",
    "downloads",
    "quiz__title",
    "question__number",
    "predict__guess",
    "question__why",
    "reveal",
    "generated",
];
/// Elements that end no word: a particle stands right behind a code span.
const INLINE: [&str; 14] = [
    "a", "abbr", "b", "code", "del", "em", "i", "kbd", "mark", "small", "span", "strong", "sub",
    "sup",
];
/// Elements without an end tag.
const VOID: [&str; 7] = ["br", "col", "hr", "img", "input", "link", "wbr"];

/// The sections of the page's `<main>`.
pub(super) fn sections(html: &str) -> Vec<Section> {
    let mut scan = Scan::default();
    let mut rest = main(html);
    while let Some(start) = rest.find('<') {
        scan.text(&rest[..start]);
        rest = &rest[start..];
        let end = end_of_tag(rest);
        scan.tag(&rest[..end]);
        rest = &rest[end..];
    }
    scan.text(rest);
    scan.finish();
    scan.sections
}

fn main(html: &str) -> &str {
    let start = html.find("<main").unwrap_or(0);
    let end = html.rfind("</main>").unwrap_or(html.len());
    html.get(start..end).unwrap_or(html)
}

/// Where the tag or comment at the start of `rest` ends.
fn end_of_tag(rest: &str) -> usize {
    if rest.starts_with("<!--") {
        return rest.find("-->").map_or(rest.len(), |at| at + 3);
    }
    let mut quoted = false;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

#[derive(Default)]
struct Scan {
    sections: Vec<Section>,
    id: String,
    heading: String,
    body: String,
    in_heading: bool,
    /// The element whose text is left out, and how many of its name are open.
    skipped: Option<(String, usize)>,
}

impl Scan {
    fn text(&mut self, text: &str) {
        if self.skipped.is_none() {
            let target = if self.in_heading {
                &mut self.heading
            } else {
                &mut self.body
            };
            unescape(text, target);
        }
    }

    fn tag(&mut self, tag: &str) {
        let closes = tag.starts_with("</");
        let name: &str = tag.trim_start_matches(['<', '/']);
        let name = name
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or("");
        if let Some((skipped, open)) = &mut self.skipped {
            if name == skipped {
                *open = if closes { *open - 1 } else { *open + 1 };
            }
            if *open == 0 {
                self.skipped = None;
            }
            return;
        }
        if !closes && is_skipped(name, tag) {
            self.skipped = Some((name.to_owned(), 1));
        } else if is_heading(name) && attribute(tag, "id").is_some() {
            self.finish();
            self.id = attribute(tag, "id").unwrap_or_default().to_owned();
            self.in_heading = true;
        } else if is_heading(name) && closes {
            self.in_heading = false;
        } else if !name.is_empty() && !INLINE.contains(&name) {
            self.text(" ");
        }
    }

    /// Ends the section that is being read.
    fn finish(&mut self) {
        let section = Section {
            id: std::mem::take(&mut self.id),
            heading: collapsed(&std::mem::take(&mut self.heading)),
            body: collapsed(&std::mem::take(&mut self.body)),
        };
        self.in_heading = false;
        if !section.heading.is_empty() || !section.body.is_empty() {
            self.sections.push(section);
        }
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4")
}

fn is_skipped(name: &str, tag: &str) -> bool {
    let hidden = tag.contains(" aria-hidden=\"true\"");
    let classes = attribute(tag, "class").unwrap_or_default();
    let by_class = classes
        .split(' ')
        .any(|class| SKIPPED_CLASSES.contains(&class));
    !VOID.contains(&name) && (SKIPPED.contains(&name) || hidden || by_class)
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let value = tag.split_once(&format!(" {name}=\""))?.1;
    value.split('"').next()
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
