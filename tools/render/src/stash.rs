//! Keeps what mdBook need not see out of its hands.
//!
//! mdBook parses every page into a tree of HTML nodes, holds the trees of all pages at once, and writes them
//! out again. Drawings, code and data are most of a page and come out as they went in, so a comment stands in
//! for each while mdBook works.

use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

/// Elements that are kept, with what ends them. None of them is ever inside another of the same name.
const KEPT: [(&str, &str); 3] = [
    ("<svg ", "</svg>"),
    ("<pre", "</pre>"),
    ("<script ", "</script>"),
];
/// A shorter one costs as much as the comment.
const WORTH_IT: usize = 200;
const OPEN: &str = "<!--kept:";
const CLOSE: &str = "-->";

/// The parts of a book's pages that are put back when mdBook is done.
#[derive(Debug, Default)]
pub struct Stash(Mutex<Vec<String>>);

impl Stash {
    /// Takes the drawings, code and data out of HTML that a directive made.
    pub(crate) fn keep(&self, html: &str) -> String {
        let mut left = String::new();
        let mut rest = html;
        while let Some((start, end)) = next(rest) {
            left.push_str(&rest[..start]);
            let part = &rest[start..end];
            if part.len() < WORTH_IT {
                left.push_str(part);
            } else {
                // Writing to a String cannot fail.
                let _ = write!(left, "{OPEN}{}{CLOSE}", self.store(part));
            }
            rest = &rest[end..];
        }
        left.push_str(rest);
        left
    }

    fn store(&self, part: &str) -> usize {
        // Markdown would end the element at an empty line, so code comes with its line ends written out.
        let part = match part.starts_with("<pre") {
            true => part.replace("&#10;", "\n"),
            false => part.to_owned(),
        };
        let mut parts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        parts.push(part);
        parts.len() - 1
    }

    /// Puts back what was taken out of a page; none when nothing was.
    pub fn restore(&self, page: &str) -> Option<String> {
        let parts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut whole = String::with_capacity(page.len());
        let mut rest = page;
        while let Some((before, after)) = rest.split_once(OPEN) {
            let (number, after) = after.split_once(CLOSE)?;
            whole.push_str(before);
            whole.push_str(parts.get(number.parse::<usize>().ok()?)?);
            rest = after;
        }
        whole.push_str(rest);
        (rest.len() < page.len()).then_some(whole)
    }
}

/// Where the next element that is kept begins and ends.
fn next(html: &str) -> Option<(usize, usize)> {
    let starts = html.match_indices('<').map(|(start, _)| start);
    starts
        .filter_map(|start| {
            let rest = &html[start..];
            let (_, close) = KEPT.iter().find(|(open, _)| rest.starts_with(open))?;
            Some((start, start + rest.find(close)? + close.len()))
        })
        .next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_long_is_kept_and_comes_back() {
        let drawing = format!("<svg class=\"chart\">{}</svg>", "<g></g>".repeat(50));
        let code = format!(
            "<pre class=\"code\">{}</pre>",
            "let <b>a</b>;\n\n".repeat(50)
        );
        let html = format!("<figure>{drawing}<p>a</p><pre>short</pre>{code}</figure>");
        let stash = Stash::default();
        let left = stash.keep(&html.replace(";\n\n", ";&#10;&#10;"));
        assert_eq!(
            left,
            "<figure><!--kept:0--><p>a</p><pre>short</pre><!--kept:1--></figure>"
        );
        assert_eq!(stash.restore(&left), Some(html));
    }

    #[test]
    fn a_page_with_nothing_kept_stays_as_it_is() {
        assert_eq!(Stash::default().restore("<p>a</p>"), None);
    }
}
