//! The Markdown that a page was built from, to show where in it a fault of the page is.

use catalog::Diagnostic;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The Markdown of a page.
pub(super) struct Source {
    path: PathBuf,
    text: String,
}

impl Source {
    pub(super) fn of(root: &Path, page: &str) -> Self {
        let stem = page.trim_end_matches(".html");
        let readme = format!("{}README", stem.trim_end_matches("index"));
        let names = [format!("src/{stem}.md"), format!("src/{readme}.md")];
        let found = names.into_iter().find_map(|name| {
            let text = std::fs::read_to_string(root.join(&name)).ok()?;
            Some((PathBuf::from(name), text))
        });
        // The theme's own pages have none.
        let (path, text) = found.unwrap_or_else(|| (Path::new("book").join(page), String::new()));
        Self { path, text }
    }

    /// At the line that says `what`, as far as the Markdown says it.
    pub(super) fn problem(&self, what: &str, message: String) -> Diagnostic {
        match self.place(what) {
            Some(range) => Diagnostic::at(&self.path, &self.text, range, message),
            None => Diagnostic::file(&self.path, message),
        }
    }

    fn place(&self, what: &str) -> Option<Range<usize>> {
        let markdown = what
            .replace("index.html", "README.md")
            .replace(".html", ".md");
        [what, &markdown]
            .into_iter()
            .filter(|it| !it.is_empty())
            .find_map(|it| {
                let at = self.text.find(it)?;
                Some(at..at + it.len())
            })
    }
}
