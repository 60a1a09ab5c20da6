//! `// ANCHOR: name` … `// ANCHOR_END: name` comments, by which a page shows part of a file.

use crate::Diagnostic;
use std::ops::Range;
use std::path::Path;

/// A named range of lines of a source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The name that follows `#` in a directive.
    pub name: String,
    /// The lines between the two comments, counted from 1, the end excluded.
    pub lines: Range<usize>,
}

enum Mark<'a> {
    Start(&'a str),
    End(&'a str),
}

/// Reads the anchors of a file and reports what is wrong with them.
///
/// ```text
/// // ANCHOR: grown
/// let v = vec![1];       → Anchor { name: "grown", lines: 2..3 }
/// // ANCHOR_END: grown
/// ```
pub fn anchors(path: &Path, source: &str) -> (Vec<Anchor>, Vec<Diagnostic>) {
    let mut scan = Scan {
        path,
        source,
        found: Vec::new(),
        open: Vec::new(),
        problems: Vec::new(),
    };
    let mut offset = 0;
    for (index, line) in source.split_inclusive('\n').enumerate() {
        let here = offset..offset + line.trim_end().len();
        offset += line.len();
        match mark(line) {
            Some(Mark::Start(name)) => scan.start(name, index + 2, here),
            Some(Mark::End(name)) => scan.end(name, index + 1, here),
            None => {}
        }
    }
    scan.finish()
}

/// A file's anchors so far.
struct Scan<'a> {
    path: &'a Path,
    source: &'a str,
    found: Vec<Anchor>,
    /// Each with its first line, and the place of its comment.
    open: Vec<(&'a str, usize, Range<usize>)>,
    problems: Vec<Diagnostic>,
}

impl<'a> Scan<'a> {
    fn start(&mut self, name: &'a str, first: usize, here: Range<usize>) {
        let taken = self.found.iter().any(|anchor| anchor.name == name)
            || self.open.iter().any(|(other, ..)| *other == name);
        if taken {
            let message = format!("two anchors are named '{name}'");
            self.problem(here, message, "give each anchor of a file its own name");
        } else {
            self.open.push((name, first, here));
        }
    }

    fn end(&mut self, name: &str, end: usize, here: Range<usize>) {
        let Some(at) = self.open.iter().position(|(other, ..)| *other == name) else {
            let message = format!("ANCHOR_END '{name}' closes no anchor");
            let help = format!("add '// ANCHOR: {name}' above, or remove this line");
            return self.problem(here, message, &help);
        };
        let (name, first, _) = self.open.remove(at);
        self.found.push(Anchor {
            name: name.to_owned(),
            lines: first..end,
        });
    }

    fn finish(mut self) -> (Vec<Anchor>, Vec<Diagnostic>) {
        for (name, _, here) in std::mem::take(&mut self.open) {
            let message = format!("anchor '{name}' is never closed");
            let help = format!("add '// ANCHOR_END: {name}' after its last line");
            self.problem(here, message, &help);
        }
        (self.found, self.problems)
    }

    fn problem(&mut self, here: Range<usize>, message: String, help: &str) {
        let problem = Diagnostic::at(self.path, self.source, here, message);
        self.problems.push(problem.help(help));
    }
}

/// Whether a line is an anchor comment, which pages do not show.
pub(crate) fn is_anchor_line(line: &str) -> bool {
    mark(line).is_some()
}

fn mark(line: &str) -> Option<Mark<'_>> {
    let comment = line.trim().strip_prefix("//")?.trim();
    if let Some(name) = comment.strip_prefix("ANCHOR_END:") {
        return Some(Mark::End(name.trim()));
    }
    comment
        .strip_prefix("ANCHOR:")
        .map(|name| Mark::Start(name.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> (Vec<Anchor>, Vec<String>) {
        let (found, problems) = anchors(Path::new("lib.rs"), source);
        (
            found,
            problems
                .iter()
                .map(|p| {
                    format!(
                        "{}: {}",
                        p.position.as_ref().map_or(0, |p| p.line),
                        p.message
                    )
                })
                .collect(),
        )
    }

    #[test]
    fn anchors_may_nest_and_name_the_lines_between() {
        let (found, problems) =
            read("// ANCHOR: a\nx\n// ANCHOR: b\ny\n// ANCHOR_END: b\n// ANCHOR_END: a\n");
        assert_eq!(problems, [""; 0]);
        assert_eq!(
            found[0],
            Anchor {
                name: "b".into(),
                lines: 4..5
            }
        );
        assert_eq!(
            found[1],
            Anchor {
                name: "a".into(),
                lines: 2..6
            }
        );
    }

    #[test]
    fn an_unclosed_anchor_is_reported_where_it_opens() {
        assert_eq!(
            read("\n// ANCHOR: a\n").1,
            ["2: anchor 'a' is never closed"]
        );
    }

    #[test]
    fn two_anchors_of_one_name_are_reported() {
        let source = "// ANCHOR: a\n// ANCHOR_END: a\n// ANCHOR: a\n// ANCHOR_END: a\n";
        assert_eq!(
            read(source).1,
            [
                "3: two anchors are named 'a'",
                "4: ANCHOR_END 'a' closes no anchor"
            ]
        );
    }

    #[test]
    fn an_end_without_a_start_is_reported() {
        assert_eq!(
            read("// ANCHOR_END: a\n").1,
            ["1: ANCHOR_END 'a' closes no anchor"]
        );
    }
}
