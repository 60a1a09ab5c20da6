//! What becomes of single elements: those that need a script or a browser go or turn into text, drawings are named
//! as XML wants it.

use super::tree::{Node, has_class};
use crate::html::Element;

/// Elements that do nothing in a book, with all that they contain.
const LEFT_OUT: [&str; 9] = [
    "script", "style", "noscript", "template", "button", "nav", "footer", "iframe", "datalist",
];
/// Classes of which the same is true.
const LEFT_OUT_CLASSES: [&str; 4] = ["listing__actions", "start", "downloads", "spark"];
/// Attributes that a script or a browser would use.
const DROPPED: [&str; 6] = [
    "tabindex",
    "download",
    "title",
    "popover",
    "contenteditable",
    "type",
];

/// Whether it is of no use in a book.
pub(super) fn is_left_out(element: &Element) -> bool {
    LEFT_OUT.contains(&element.name.as_str())
        || element.get("hidden").is_some()
        || LEFT_OUT_CLASSES
            .iter()
            .any(|class| has_class(element, class))
}

/// Whether it holds what a reader is to find out.
pub(super) fn is_answer(element: &Element) -> bool {
    has_class(element, "question__why") || has_class(element, "reveal")
}

/// What is written in place of a field.
pub(super) fn blank(element: &Element) -> &'static str {
    match element.get("type") {
        Some("radio") => "○ ",
        Some("checkbox") => "☐ ",
        _ => "________",
    }
}

/// The element under a name that a book knows, without attributes that nothing reads there.
pub(super) fn renamed(element: &Element, name: &str, children: Vec<Node>) -> Node {
    let role = element.get("role");
    let is_named = !matches!(role, Some("group" | "region" | "note"));
    let keep = |(key, _): &&(String, String)| {
        !(DROPPED.contains(&key.as_str()) || key.starts_with("data-"))
            && (is_named || !matches!(key.as_str(), "role" | "aria-label" | "aria-labelledby"))
    };
    let mut attributes: Vec<(String, String)> =
        element.attributes.iter().filter(keep).cloned().collect();
    if let Some(code) = element.get("lang") {
        attributes.push(("xml:lang".to_owned(), code.to_owned()));
    }
    let element = Element {
        name: name.to_owned(),
        attributes,
        closed: element.closed,
    };
    Node::Element(element, children)
}

/// A drawing: XML tells its names apart by their case, and wants to know what it is.
pub(super) fn drawing(element: &Element, children: &[Node]) -> Node {
    let mut element = cased(element);
    element.attributes.insert(
        0,
        ("xmlns".to_owned(), "http://www.w3.org/2000/svg".to_owned()),
    );
    Node::Element(element, children.iter().map(cased_node).collect())
}

fn cased_node(node: &Node) -> Node {
    match node {
        Node::Text(_) => node.clone(),
        Node::Element(element, children) => {
            Node::Element(cased(element), children.iter().map(cased_node).collect())
        }
    }
}

fn cased(element: &Element) -> Element {
    let case = |name: &str| match name {
        "viewbox" => "viewBox".to_owned(),
        "preserveaspectratio" => "preserveAspectRatio".to_owned(),
        "textlength" => "textLength".to_owned(),
        name => name.to_owned(),
    };
    let attributes = element
        .attributes
        .iter()
        .filter(|(key, _)| !key.starts_with("data-") && key != "tabindex");
    Element {
        name: element.name.clone(),
        attributes: attributes
            .map(|(key, value)| (case(key), value.clone()))
            .collect(),
        closed: element.closed,
    }
}
