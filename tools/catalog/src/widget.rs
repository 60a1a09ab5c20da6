//! `widgets/<name>/widget.toml`: an interactive part of a page, its words in both languages, and its data.

mod read;

use crate::quiz::Both;
use crate::{Diagnostic, Fingerprint, Placed};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A widget.
#[derive(Debug, Clone)]
pub struct Widget {
    /// `growth`, as in `{{#widget growth}}`.
    pub name: String,
    /// Its folder, relative to the book's root.
    pub dir: PathBuf,
    /// The text of its `widget.toml`, to show the place of a problem.
    pub source: String,
    /// Its title.
    pub title: Both<Placed<String>>,
    /// What stands on the page without scripts, in Markdown: complete in itself.
    pub text: Both<Placed<String>>,
    /// What its script says, by key.
    pub words: BTreeMap<String, Both<Placed<String>>>,
    /// Recorded data for its script, by key.
    pub data: BTreeMap<String, Recorded>,
}

/// Recorded data that a page carries for a widget's script.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// Where it is recorded.
    pub kind: RecordedKind,
    /// `listing:case`, `listing` or `listing.figure`.
    pub reference: Placed<String>,
    /// A regular expression; each match becomes a row of its groups.
    pub rows: Option<Placed<String>>,
}

/// Where a widget's data is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordedKind {
    /// The trace and the totals of a heap report.
    Heap,
    /// What the listing printed.
    Output,
    /// What its Go session printed.
    Go,
}

/// A file of the site that a widget loads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WidgetAsset {
    /// The file in the book, relative to its root.
    pub path: PathBuf,
    /// Its name below `assets/widgets/`, which changes with its content.
    pub name: String,
}

/// The file that describes a widget.
const FILE: &str = "widget.toml";
/// Where the scripts of widgets are, each named after its widget.
const SCRIPTS: &str = "theme/js/widgets";
/// What all of them use; a theme of its own may do without.
const SHARED: &str = "theme/js/later/widgets.js";

impl Widget {
    /// A problem at a place of its `widget.toml`.
    pub fn problem(&self, range: &Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::at(self.dir.join(FILE), &self.source, range.clone(), message)
    }

    /// Its script, relative to the book's root; a folder of the same name holds its modules, if it has some.
    pub fn script(&self) -> PathBuf {
        Path::new(SCRIPTS).join(format!("{}.js", self.name))
    }

    /// The crate that wraps a listing for it, which not every widget has.
    pub fn glue(&self) -> PathBuf {
        self.dir.join("glue")
    }

    /// The package of that crate.
    pub fn package(&self) -> String {
        format!("widget-{}", self.name)
    }

    /// Whether it runs the book's Rust in the page.
    pub fn has_glue(&self, root: &Path) -> bool {
        root.join(self.glue()).join("Cargo.toml").is_file()
    }

    /// The WebAssembly that `cargo book wasm` built from the crate.
    pub fn wasm(&self) -> PathBuf {
        self.dir.join(format!("{}.wasm", self.name))
    }

    /// What `cargo book wasm` noted about it.
    pub fn manifest(&self) -> PathBuf {
        self.dir.join("wasm.json")
    }

    /// The questions, one a line, that the WebAssembly and the crate must answer alike.
    pub fn questions(&self) -> PathBuf {
        self.dir.join("questions.txt")
    }

    /// The files that the page loads, in this order.
    pub fn assets(&self, root: &Path) -> Vec<WidgetAsset> {
        let scripts = [PathBuf::from(SHARED), self.script()];
        let wasm = self.has_glue(root).then(|| self.wasm());
        let files = scripts.into_iter().chain(wasm);
        files.filter_map(|path| asset(root, path)).collect()
    }
}

/// `growth-<hash>.js`, and `growth-<hash>.wasm.js` for WebAssembly, which travels in a script: a page from a
/// folder may load no other file.
fn asset(root: &Path, path: PathBuf) -> Option<WidgetAsset> {
    let mut bytes = std::fs::read(root.join(&path)).ok()?;
    bytes.extend(parts(&root.join(&path).with_extension("")));
    let stem = path.file_stem()?.to_string_lossy();
    let ending = match path.extension()?.to_str()? {
        "wasm" => "wasm.js",
        other => other,
    };
    let hash = &Fingerprint::of(&bytes)[..16];
    let name = format!("{stem}-{hash}.{ending}");
    Some(WidgetAsset { path, name })
}

/// What stands in the modules of a script, which are in the folder of its name.
fn parts(folder: &Path) -> Vec<u8> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|file| {
        let name = file.to_string_lossy();
        name.ends_with(".js") && !name.ends_with(".test.js")
    });
    files.sort();
    let texts = files
        .into_iter()
        .filter_map(|file| std::fs::read(file).ok());
    texts.flatten().collect()
}
