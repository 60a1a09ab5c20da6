//! Makes the elements of a document of those of a page: links stay within the book, and answers move to the end.

use super::element::{blank, drawing, is_answer, is_left_out, renamed};
use super::page::xhtml;
use super::tree::{Node, has_class};
use crate::built;
use crate::html::Element;
use render::Language;
use std::collections::BTreeSet;

/// At work on one page.
pub(super) struct Maker<'a> {
    pub(super) language: Language,
    pub(super) path: &'a str,
    pub(super) known: &'a BTreeSet<String>,
    /// The questions and exercises around the current place, by their names.
    pub(super) context: Vec<String>,
    /// What moves to the end: whose it is, what it is called, and what it says.
    pub(super) later: Vec<(String, String, Vec<Node>)>,
}

impl Maker<'_> {
    pub(super) fn nodes(&mut self, nodes: &[Node]) -> Vec<Node> {
        nodes.iter().flat_map(|node| self.node(node)).collect()
    }

    fn node(&mut self, node: &Node) -> Vec<Node> {
        let Node::Element(element, children) = node else {
            return vec![node.clone()];
        };
        if is_left_out(element) {
            return Vec::new();
        }
        let asks = self.enter(node, element);
        let made = match element.name.as_str() {
            "details" if is_answer(element) => self.put_off(children),
            "a" => self.link(element, children),
            "input" => vec![Node::Text(blank(element).to_owned())],
            "label" => vec![renamed(element, "p", self.nodes(children))],
            "form" | "fieldset" => vec![renamed(element, "div", self.nodes(children))],
            "legend" => vec![Node::new("div", &[], self.nodes(children))],
            "output" => vec![renamed(element, "span", self.nodes(children))],
            "svg" => vec![drawing(element, children)],
            "figure" => self.figure(element, children),
            _ => vec![renamed(element, &element.name, self.nodes(children))],
        };
        self.context.truncate(self.context.len() - asks);
        made
    }

    /// A caption is the last part of its figure: what stands below it follows the figure.
    fn figure(&mut self, element: &Element, children: &[Node]) -> Vec<Node> {
        let is_caption =
            |node: &Node| matches!(node, Node::Element(it, _) if it.name == "figcaption");
        let end = children.iter().position(is_caption);
        let (within, after) = children.split_at(end.map_or(children.len(), |at| at + 1));
        let mut made = vec![renamed(element, "figure", self.nodes(within))];
        made.extend(self.nodes(after));
        made
    }

    /// Notes what asks something, and returns how many names it noted.
    fn enter(&mut self, node: &Node, element: &Element) -> usize {
        let title = if has_class(element, "quiz") {
            "quiz__title"
        } else if has_class(element, "question") {
            "question__n"
        } else if has_class(element, "predict") {
            "predict__question"
        } else if has_class(element, "exercise") {
            "exercise__title"
        } else {
            return 0;
        };
        let found = node.find(&|it| has_class(it, title));
        self.context.push(found.map(Node::text).unwrap_or_default());
        1
    }

    /// An answer goes to the end; a link takes its place.
    fn put_off(&mut self, children: &[Node]) -> Vec<Node> {
        let is_summary =
            |node: &&Node| matches!(node, Node::Element(it, _) if it.name == "summary");
        let summary = children
            .iter()
            .find(is_summary)
            .map(Node::text)
            .unwrap_or_default();
        let rest: Vec<Node> = children
            .iter()
            .filter(|node| !is_summary(node))
            .cloned()
            .collect();
        let whose = self.context.join(" ");
        let rest = self.nodes(&rest);
        let number = self.later.len() + 1;
        self.later.push((whose, summary.clone(), rest));
        let (id, target) = (format!("asked-{number}"), format!("#answer-{number}"));
        let link = Node::new(
            "a",
            &[("id", &id), ("href", &target)],
            vec![Node::Text(summary)],
        );
        vec![Node::new("p", &[("class", "later")], vec![link])]
    }

    /// The section at the end of the page.
    pub(super) fn answers(&mut self) -> Option<Node> {
        let title = match self.language {
            Language::Ko => "답과 힌트",
            Language::En => "Answers and hints",
        };
        let mut section = vec![Node::new("h2", &[], vec![Node::Text(title.to_owned())])];
        for (index, (whose, what, nodes)) in self.later.drain(..).enumerate() {
            let (id, back) = (
                format!("answer-{}", index + 1),
                format!("#asked-{}", index + 1),
            );
            let name = Node::Text(format!("{whose} · {what}"));
            let link = Node::new("a", &[("href", &back)], vec![name]);
            section.push(Node::new("h3", &[("id", &id)], vec![link]));
            section.extend(nodes);
        }
        (section.len() > 1).then(|| Node::new("section", &[("class", "answers")], section))
    }

    /// A link within the book, or to another site; to anything else only its text stays.
    fn link(&mut self, element: &Element, children: &[Node]) -> Vec<Node> {
        let inner = self.nodes(children);
        let Some(href) = element
            .get("href")
            .filter(|_| !has_class(element, "header"))
        else {
            return inner;
        };
        let Some(target) = self.target(href) else {
            return vec![Node::new("span", &[], inner)];
        };
        let mut link = element.clone();
        for (key, value) in &mut link.attributes {
            if key == "href" {
                value.clone_from(&target);
            }
        }
        vec![renamed(&link, "a", inner)]
    }

    fn target(&self, href: &str) -> Option<String> {
        if built::is_foreign(href) || href.starts_with('#') {
            return Some(href.to_owned());
        }
        let (address, anchor) = match href.split_once('#') {
            Some((address, anchor)) => (address, format!("#{anchor}")),
            None => (href, String::new()),
        };
        let page = built::resolve(self.path, address)?;
        let is_known = self.known.contains(&page);
        is_known.then(|| format!("{}{anchor}", xhtml(address)))
    }
}
