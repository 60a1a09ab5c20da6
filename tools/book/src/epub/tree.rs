//! A page's text as a tree, and trees as XML.

use crate::html::{Element, Piece, pieces};
use std::fmt::Write;

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// An element with what it contains.
    Element(Element, Vec<Self>),
    /// Text with its entities resolved.
    Text(String),
}

/// Elements of HTML that have no end.
const VOID: [&str; 10] = [
    "area", "br", "col", "embed", "hr", "img", "input", "link", "source", "wbr",
];

/// What stands in the page's `<main>`; nothing when it has none.
pub(super) fn main_of(html: &str) -> Vec<Node> {
    let mut stack: Vec<(Element, Vec<Node>)> = Vec::new();
    for piece in pieces(html) {
        let inside = !stack.is_empty();
        match piece {
            Piece::Start(element) if inside || element.name == "main" => {
                let ends = element.closed || VOID.contains(&element.name.as_str());
                stack.push((element, Vec::new()));
                if ends {
                    close(&mut stack);
                }
            }
            Piece::Text(text) => {
                if let Some((_, children)) = stack.last_mut() {
                    children.push(Node::Text(text));
                }
            }
            // What was not closed ends with what it stands in.
            Piece::End(name) if stack.iter().any(|(element, _)| element.name == name) => loop {
                let (last, is_last) = (stack[stack.len() - 1].0.name == name, stack.len() == 1);
                if is_last {
                    return stack.pop().map_or_else(Vec::new, |(_, children)| children);
                }
                close(&mut stack);
                if last {
                    break;
                }
            },
            Piece::Start(_) | Piece::End(_) => {}
        }
    }
    Vec::new()
}

/// Puts the innermost element into the one around it.
fn close(stack: &mut Vec<(Element, Vec<Node>)>) {
    if let Some((element, children)) = stack.pop()
        && let Some((_, around)) = stack.last_mut()
    {
        around.push(Node::Element(element, children));
    }
}

impl Node {
    /// An element of ours.
    pub(super) fn new(name: &str, attributes: &[(&str, &str)], children: Vec<Self>) -> Self {
        let attributes = attributes
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect();
        let element = Element {
            name: name.to_owned(),
            attributes,
            closed: false,
        };
        Self::Element(element, children)
    }

    /// All text in it.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Element(_, children) => children.iter().map(Self::text).collect(),
        }
    }

    /// The first element in it, itself included, that `wanted` accepts.
    pub(super) fn find(&self, wanted: &dyn Fn(&Element) -> bool) -> Option<&Self> {
        let Self::Element(element, children) = self else {
            return None;
        };
        if wanted(element) {
            return Some(self);
        }
        children.iter().find_map(|child| child.find(wanted))
    }
}

/// Whether an element has this class.
pub(super) fn has_class(element: &Element, class: &str) -> bool {
    let classes = element.get("class").unwrap_or_default();
    classes.split_whitespace().any(|name| name == class)
}

/// Nodes as XML.
pub(super) fn xml(nodes: &[Node]) -> String {
    let mut text = String::new();
    for node in nodes {
        write(node, &mut text);
    }
    text
}

fn write(node: &Node, out: &mut String) {
    let (element, children) = match node {
        Node::Text(text) => return out.push_str(&escaped(text)),
        Node::Element(element, children) => (element, children),
    };
    let name = &element.name;
    let _ = write!(out, "<{name}");
    for (key, value) in &element.attributes {
        let _ = write!(out, " {key}=\"{}\"", escaped(value));
    }
    if children.is_empty() && (VOID.contains(&name.as_str()) || element.closed) {
        out.push_str("/>");
        return;
    }
    out.push('>');
    out.push_str(&xml(children));
    let _ = write!(out, "</{name}>");
}

/// Text for elements and attributes. Control characters, which XML cannot hold, are left out.
pub(super) fn escaped(text: &str) -> String {
    let allowed = |c: &char| !c.is_control() || matches!(c, '\n' | '\t' | '\r');
    text.chars()
        .filter(allowed)
        .fold(String::with_capacity(text.len()), |mut out, c| {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                c => out.push(c),
            }
            out
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn main_becomes_well_formed() {
        let html = "<nav>x</nav><main id=\"m\"><p>a &amp; b<br><img src=\"a.svg\"></p><p>open\
                    <svg><path d=\"M0\"/></svg></main><p>after</p>";
        assert_eq!(
            xml(&main_of(html)),
            "<p>a &amp; b<br/><img src=\"a.svg\"/></p><p>open<svg><path d=\"M0\"/></svg></p>"
        );
        assert_eq!(main_of("<p>no main</p>"), []);
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(escaped("\u{1b}[1m<\"&\n"), "[1m&lt;&quot;&amp;\n");
    }
}
