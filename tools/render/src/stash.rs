//! Keeps what mdBook need not see out of its hands.
//!
//! mdBook parses every page into a tree of HTML nodes, holds the trees of all pages at once, and writes them
//! out again. Drawings, code and data are most of a page and come out as they went in, so a comment stands in
//! for each while mdBook works.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
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

/// The parts of a book's pages that are put back when mdBook is done. They wait in a file, since those of a large
/// book together are as much as all that mdBook holds of it.
#[derive(Debug)]
pub struct Stash(Mutex<Parts>);

#[derive(Debug)]
struct Parts {
    file: File,
    /// Where each part begins; the last is where the next one will.
    starts: Vec<u64>,
}

impl Stash {
    /// Keeps the parts in an empty file that nobody else uses.
    pub fn new(file: File) -> Self {
        Self(Mutex::new(Parts {
            file,
            starts: vec![0],
        }))
    }

    /// Takes the drawings, code and data out of HTML that a directive made.
    pub(crate) fn keep(&self, html: &str) -> String {
        let mut left = String::new();
        let mut rest = html;
        while let Some((start, end)) = next(rest) {
            left.push_str(&rest[..start]);
            let part = &rest[start..end];
            match self.store(part) {
                Some(number) => {
                    // Writing to a String cannot fail.
                    let _ = write!(left, "{OPEN}{number}{CLOSE}");
                }
                None => left.push_str(part),
            }
            rest = &rest[end..];
        }
        left.push_str(rest);
        left
    }

    /// The number of a part that is worth keeping; none also when it cannot be written: then mdBook parses it.
    fn store(&self, part: &str) -> Option<usize> {
        if part.len() < WORTH_IT {
            return None;
        }
        // Markdown would end the element at an empty line, so code comes with its line ends written out.
        let part: Cow<str> = match part.starts_with("<pre") {
            true => part.replace("&#10;", "\n").into(),
            false => part.into(),
        };
        let mut parts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let start = *parts.starts.last()?;
        parts.file.seek(SeekFrom::Start(start)).ok()?;
        parts.file.write_all(part.as_bytes()).ok()?;
        parts.starts.push(start + part.len() as u64);
        Some(parts.starts.len() - 2)
    }

    /// Puts back what was taken out of a page; none when nothing was.
    pub fn restore(&self, page: &str) -> std::io::Result<Option<String>> {
        let mut parts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut whole = String::with_capacity(page.len());
        let mut rest = page;
        while let Some((before, after)) = rest.split_once(OPEN) {
            let Some((number, after)) = after.split_once(CLOSE) else {
                break;
            };
            whole.push_str(before);
            parts.read(number, &mut whole)?;
            rest = after;
        }
        whole.push_str(rest);
        Ok((rest.len() < page.len()).then_some(whole))
    }
}

impl Parts {
    /// Appends a part to `page`.
    fn read(&mut self, number: &str, page: &mut String) -> std::io::Result<()> {
        let number = number.parse::<usize>().ok();
        let ends = number.and_then(|at| self.starts.get(at).zip(self.starts.get(at + 1)));
        let Some((start, end)) = ends else {
            return Err(ErrorKind::InvalidData.into());
        };
        self.file.seek(SeekFrom::Start(*start))?;
        let read = (&self.file).take(end - start).read_to_string(page)?;
        match read as u64 == end - start {
            true => Ok(()),
            false => Err(ErrorKind::UnexpectedEof.into()),
        }
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

    fn empty() -> Stash {
        Stash::new(tempfile::tempfile().expect("a file"))
    }

    fn restored(stash: &Stash, page: &str) -> Option<String> {
        stash.restore(page).expect("the file can be read")
    }

    #[test]
    fn what_is_long_is_kept_and_comes_back() {
        let drawing = format!("<svg class=\"chart\">{}</svg>", "<g></g>".repeat(50));
        let code = format!(
            "<pre class=\"code\">{}</pre>",
            "let <b>a</b>;\n\n".repeat(50)
        );
        let html = format!("<figure>{drawing}<p>a</p><pre>short</pre>{code}</figure>");
        let stash = empty();
        let left = stash.keep(&html.replace(";\n\n", ";&#10;&#10;"));
        assert_eq!(
            left,
            "<figure><!--kept:0--><p>a</p><pre>short</pre><!--kept:1--></figure>"
        );
        assert_eq!(restored(&stash, &left), Some(html));
        assert!(stash.restore("<!--kept:2-->").is_err());
    }

    #[test]
    fn a_page_with_nothing_kept_stays_as_it_is() {
        assert_eq!(restored(&empty(), "<p>a</p>"), None);
    }
}
