//! What a listing prints: recorded once, compared ever after.

use crate::{Ended, Limits, run_limited};
use anyhow::Result;
use catalog::{Listing, Transcript, mask};
use regex::Regex;
use similar::{ChangeTag, TextDiff};
use std::path::Path;
use std::process::Command;

/// Runs a built listing as `cargo run` would and returns its transcript.
pub(crate) fn run(root: &Path, listing: &Listing, binary: &Path) -> Result<Transcript, String> {
    let mut command = Command::new(binary);
    command.current_dir(root).env("RUST_BACKTRACE", "0");
    let outcome = run_limited(&mut command, Limits::seconds(listing.settings.timeout))
        .map_err(|error| format!("{error:#}"))?;
    let hint = match outcome.ended {
        Ended::TimeLimit(_) => "; if it needs longer, set timeout in its Cargo.toml",
        Ended::OutputLimit(_) => "; more than that fits on no page",
        Ended::Exit(_) => "",
    };
    let refused = |what: String| {
        let (main, again) = (listing.path("src/main.rs"), listing.command());
        format!(
            "{}: the listing {what}\nsee it with: {again}{hint}",
            main.display()
        )
    };
    let text = outcome.text().map_err(refused)?;
    if text.lines().any(|line| line.starts_with("$ ")) {
        let what = "printed a line that begins with '$ ', which marks commands";
        return Err(refused(what.to_owned()));
    }
    let output = without_paths(root, &text);
    Ok(Transcript {
        entries: vec![(listing.command(), output)],
    })
}

/// Paths of this machine say nothing to a reader.
fn without_paths(root: &Path, text: &str) -> String {
    text.replace(&*root.to_string_lossy(), "<book>")
}

/// Masks what differs between runs: the author's patterns, and addresses.
pub(crate) fn comparable(text: &str, volatile: &[String]) -> String {
    let text = mask(text, volatile);
    match Regex::new(r"0x[0-9a-f]{6,}") {
        Ok(address) => address.replace_all(&text, "0x…").into_owned(),
        Err(_) => text,
    }
}

/// The lines that differ, with their numbers in the recorded file; `None` when none does.
pub(crate) fn difference(recorded: &str, fresh: &str, volatile: &[String]) -> Option<String> {
    let (recorded, fresh) = (comparable(recorded, volatile), comparable(fresh, volatile));
    let diff = TextDiff::from_lines(&recorded, &fresh);
    let changed: Vec<String> = diff
        .iter_all_changes()
        .filter(|change| change.tag() != ChangeTag::Equal)
        .map(|change| {
            let sign = if change.tag() == ChangeTag::Delete {
                '-'
            } else {
                '+'
            };
            let line = change.old_index().or(change.new_index()).unwrap_or(0) + 1;
            format!("  {line:>4} {sign} {}", change.value().trim_end())
        })
        .collect();
    (!changed.is_empty()).then(|| changed.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_outputs_have_no_difference() {
        assert_eq!(
            difference("a\nat 0x55aa00ff11\n", "a\nat 0x7f0011223344\n", &[]),
            None
        );
    }

    #[test]
    fn a_difference_names_its_line() {
        let text = difference("a\nb\nc\n", "a\nx\nc\n", &[]).expect("a difference");
        assert_eq!(text, "     2 - b\n     2 + x");
    }

    #[test]
    fn what_is_volatile_is_not_compared() {
        let volatile = [r"\d+ KiB".to_owned()];
        assert_eq!(difference("rss 4 KiB\n", "rss 8 KiB\n", &volatile), None);
    }
}
