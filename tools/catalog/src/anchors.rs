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
    let mut found: Vec<Anchor> = Vec::new();
    let mut open: Vec<(&str, usize, Range<usize>)> = Vec::new();
    let mut problems = Vec::new();
    let mut offset = 0;
    for (index, line) in source.split_inclusive('\n').enumerate() {
        let here = offset..offset + line.trim_end().len();
        offset += line.len();
        match mark(line) {
            Some(Mark::Start(name)) => {
                let taken = found.iter().any(|anchor| anchor.name == name)
                    || open.iter().any(|(other, ..)| *other == name);
                if taken {
                    problems.push(
                        Diagnostic::at(
                            path,
                            source,
                            here,
                            format!("two anchors are named '{name}'"),
                        )
                        .help("give each anchor of a file its own name"),
                    );
                } else {
                    open.push((name, index + 2, here));
                }
            }
            Some(Mark::End(name)) => match open.iter().position(|(other, ..)| *other == name) {
                Some(at) => {
                    let (name, first, _) = open.remove(at);
                    found.push(Anchor {
                        name: name.to_owned(),
                        lines: first..index + 1,
                    });
                }
                None => problems.push(
                    Diagnostic::at(
                        path,
                        source,
                        here,
                        format!("ANCHOR_END '{name}' closes no anchor"),
                    )
                    .help(format!(
                        "add '// ANCHOR: {name}' above, or remove this line"
                    )),
                ),
            },
            None => {}
        }
    }
    problems.extend(open.into_iter().map(|(name, _, here)| {
        Diagnostic::at(
            path,
            source,
            here,
            format!("anchor '{name}' is never closed"),
        )
        .help(format!("add '// ANCHOR_END: {name}' after its last line"))
    }));
    (found, problems)
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
