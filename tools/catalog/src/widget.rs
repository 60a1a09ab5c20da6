//! `widgets/<name>/widget.toml`: an interactive part of a page, its words in both languages, and its data.

use crate::quiz::Both;
use crate::{Diagnostic, Placed};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::Spanned;

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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    title: Spanned<RawBoth>,
    text: Spanned<RawBoth>,
    #[serde(default)]
    words: BTreeMap<String, Spanned<RawBoth>>,
    #[serde(default)]
    data: BTreeMap<String, Spanned<RawData>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBoth {
    ko: Option<Spanned<String>>,
    en: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawData {
    heap: Option<Spanned<String>>,
    output: Option<Spanned<String>>,
    go: Option<Spanned<String>>,
    rows: Option<Spanned<String>>,
}

/// The file that describes a widget.
const FILE: &str = "widget.toml";
/// Where the scripts of widgets are, each named after its widget.
const SCRIPTS: &str = "theme/js/widgets";
/// What all of them use; a theme of its own may do without.
const SHARED: &str = "theme/js/later/widgets.js";

impl Widget {
    /// Reads the widget in the folder `root/dir`.
    ///
    /// # Errors
    /// When `widget.toml` is malformed, a language is missing, or there is no script of its name.
    pub fn read(root: &Path, dir: &Path, name: &str) -> Result<Self, Diagnostic> {
        let path = dir.join(FILE);
        let source = std::fs::read_to_string(root.join(&path)).map_err(|error| {
            Diagnostic::file(&path, format!("cannot read this file: {error}"))
                .help("it holds the widget's title, text and words; CONTRIBUTING.md shows one")
        })?;
        let raw: Raw = toml::from_str(&source).map_err(|error| {
            let message = error.message().lines().next().unwrap_or_default();
            Diagnostic::at(&path, &source, error.span().unwrap_or(0..0), message)
                .help("CONTRIBUTING.md has a section on widgets")
        })?;
        let both = |what: &str, raw| both(&path, &source, what, raw);
        let (title, text) = (both("the title", raw.title)?, both("the text", raw.text)?);
        let mut words = BTreeMap::new();
        for (key, raw) in raw.words {
            let word = both(&format!("the word '{key}'"), raw)?;
            words.insert(key, word);
        }
        let mut data = BTreeMap::new();
        for (key, raw) in raw.data {
            data.insert(key, recorded(&path, &source, raw)?);
        }
        let widget = Self {
            name: name.to_owned(),
            dir: dir.to_owned(),
            title,
            text,
            words,
            data,
            source,
        };
        let script = widget.script();
        if !root.join(&script).is_file() {
            let message = format!("the widget '{name}' has no script");
            let help = format!("write {}; CONTRIBUTING.md shows one", script.display());
            return Err(Diagnostic::file(path, message).help(help));
        }
        Ok(widget)
    }

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
    let hash = &hex(&bytes)[..16];
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

/// The SHA-256 of some bytes, in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn recorded(path: &Path, source: &str, raw: Spanned<RawData>) -> Result<Recorded, Diagnostic> {
    let range = raw.span();
    let raw = raw.into_inner();
    let given = [
        (RecordedKind::Heap, raw.heap),
        (RecordedKind::Output, raw.output),
        (RecordedKind::Go, raw.go),
    ];
    let mut given = given
        .into_iter()
        .filter_map(|(kind, reference)| Some((kind, reference?)));
    let (Some((kind, reference)), None) = (given.next(), given.next()) else {
        let message = "this names no recorded data, or more than one";
        let help = r#"write one of heap = "listing:case", output = "listing" and go = "listing""#;
        return Err(Diagnostic::at(path, source, range, message).help(help));
    };
    let rows = raw.rows.map(placed);
    if let Some(rows) = rows.as_ref().filter(|_| kind == RecordedKind::Heap) {
        let problem = Diagnostic::at(
            path,
            source,
            rows.range.clone(),
            "a heap report has no rows",
        );
        return Err(problem.help("leave 'rows' out: the script gets its events and totals"));
    }
    let reference = placed(reference);
    Ok(Recorded {
        kind,
        reference,
        rows,
    })
}

fn both(
    path: &Path,
    source: &str,
    what: &str,
    raw: Spanned<RawBoth>,
) -> Result<Both<Placed<String>>, Diagnostic> {
    let range = raw.span();
    let missing = match raw.into_inner() {
        RawBoth {
            ko: Some(ko),
            en: Some(en),
        } => {
            return Ok(Both {
                ko: placed(ko),
                en: placed(en),
            });
        }
        RawBoth { ko: None, .. } => "ko",
        RawBoth { en: None, .. } => "en",
    };
    let problem = Diagnostic::at(path, source, range, format!("{what} has no '{missing}'"));
    Err(problem.help("every text of a widget is there in both languages"))
}

fn placed(text: Spanned<String>) -> Placed<String> {
    let range = text.span();
    Placed {
        value: text.into_inner(),
        range,
    }
}
