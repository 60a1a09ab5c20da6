//! A listing's source file as pages show it: numbered lines without the anchor comments.

use crate::anchors::is_anchor_line;
use crate::{Anchor, Diagnostic, anchors};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The text of a source file with its anchors.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file, relative to the book's root.
    pub path: PathBuf,
    /// The whole text.
    pub text: String,
    /// Its anchors, without those that are malformed.
    pub anchors: Vec<Anchor>,
}

impl Source {
    /// Reads `root/path`; malformed anchors come back as problems.
    ///
    /// # Errors
    /// When the file is missing, unreadable or not UTF-8.
    pub fn read(root: &Path, path: PathBuf) -> Result<(Self, Vec<Diagnostic>), Diagnostic> {
        let text = std::fs::read_to_string(root.join(&path))
            .map_err(|error| Diagnostic::file(&path, format!("cannot read this file: {error}")))?;
        let (anchors, problems) = anchors(&path, &text);
        Ok((
            Self {
                path,
                text,
                anchors,
            },
            problems,
        ))
    }

    /// The anchor of this name.
    pub fn anchor(&self, name: &str) -> Option<&Anchor> {
        self.anchors.iter().find(|anchor| anchor.name == name)
    }

    /// The lines to show, each with its number in the file; anchor comments and the indentation
    /// that all shown lines share are left out.
    pub fn shown(&self, lines: Option<&Range<usize>>) -> Vec<(usize, &str)> {
        let mut shown: Vec<(usize, &str)> = self
            .text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
            .filter(|(number, line)| {
                lines.is_none_or(|range| range.contains(number)) && !is_anchor_line(line)
            })
            .collect();
        // An anchor comment between two blank lines would leave both of them.
        shown.dedup_by(|(_, next), (_, line)| next.trim().is_empty() && line.trim().is_empty());
        while shown.last().is_some_and(|(_, line)| line.trim().is_empty()) {
            shown.pop();
        }
        let indent = shown
            .iter()
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(_, line)| line.len() - line.trim_start().len())
            .min()
            .unwrap_or(0);
        shown
            .into_iter()
            .map(|(number, line)| (number, line.get(indent..).unwrap_or("")))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_lines_keep_their_numbers_and_lose_shared_indentation() {
        let text = "fn f() {\n    // ANCHOR: a\n    x();\n\n    y();\n    // ANCHOR_END: a\n}\n"
            .to_owned();
        let (anchors, _) = anchors(Path::new("a.rs"), &text);
        let source = Source {
            path: "a.rs".into(),
            text,
            anchors,
        };
        let range = source.anchor("a").expect("anchor a").lines.clone();
        assert_eq!(
            source.shown(Some(&range)),
            [(3, "x();"), (4, ""), (5, "y();")]
        );
        assert_eq!(source.shown(None).first(), Some(&(1, "fn f() {")));
    }
}
