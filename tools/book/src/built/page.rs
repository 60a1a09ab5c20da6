//! What is checked of a built page.

use crate::html::{Element, Piece, pieces};
use std::collections::BTreeSet;

/// A built page.
#[derive(Default)]
pub(super) struct Built {
    pub(super) ids: BTreeSet<String>,
    pub(super) links: Vec<String>,
    /// Images, each with what is missing.
    pub(super) images: Vec<(String, &'static str)>,
    /// What follows each `**` that was meant as emphasis.
    pub(super) asterisks: Vec<String>,
}

impl Built {
    /// Reads a page.
    pub(super) fn of(html: &str) -> Self {
        let mut built = Self::default();
        // Inside of these, asterisks are what they are.
        let mut verbatim = 0_usize;
        for piece in pieces(html) {
            match piece {
                Piece::Start(element) => {
                    verbatim += usize::from(is_verbatim(&element.name));
                    built.element(&element);
                }
                Piece::End(name) => verbatim -= usize::from(is_verbatim(&name)).min(verbatim),
                Piece::Text(text) if verbatim == 0 => built.text(&text),
                Piece::Text(_) => {}
            }
        }
        built
    }

    fn element(&mut self, element: &Element) {
        self.ids.extend(element.get("id").map(str::to_owned));
        let name = element.name.as_str();
        let link = match name {
            "a" | "link" | "use" => element.get("href"),
            "img" | "script" | "source" | "iframe" | "video" | "audio" => element.get("src"),
            _ => None,
        };
        self.links.extend(link.map(str::to_owned));
        if name == "a" {
            self.ids.extend(element.get("name").map(str::to_owned));
        }
        if name == "img" {
            let image = element.get("src").unwrap_or_default();
            let hidden = element.get("aria-hidden") == Some("true");
            let has = |key: &str| element.get(key).is_some_and(|value| !value.is_empty());
            let missing = ["alt", "width", "height"].into_iter();
            let missing = missing.filter(|key| !(has(key) || hidden && *key == "alt"));
            self.images
                .extend(missing.map(|key| (image.to_owned(), key)));
        }
    }

    /// The first asterisks of a text are enough: those that would close it are printed as well.
    fn text(&mut self, text: &str) {
        self.asterisks
            .extend(text.split_once("**").map(|(_, after)| {
                let word = after.chars().take_while(|c| !c.is_whitespace());
                word.take(8).collect()
            }));
    }
}

fn is_verbatim(name: &str) -> bool {
    matches!(name, "code" | "pre" | "script" | "style" | "svg" | "title")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asterisks_count_outside_of_code_alone() {
        let built = Built::of("<p>**힙(heap)**은 <code>**p</code></p><img src=\"a.svg\" alt=\"\">");
        assert_eq!(built.asterisks, ["힙(heap)*"]);
        let missing: Vec<&str> = built.images.iter().map(|it| it.1).collect();
        assert_eq!(missing, ["alt", "width", "height"]);
    }
}
