//! Reads `widget.toml`.

use super::{FILE, Recorded, RecordedKind, Widget};
use crate::quiz::Both;
use crate::{Diagnostic, Placed};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;
use toml::Spanned;

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
        let widget = Self::parse(dir, name, source)?;
        let script = widget.script();
        if !root.join(&script).is_file() {
            let message = format!("the widget '{name}' has no script");
            let help = format!("write {}; CONTRIBUTING.md shows one", script.display());
            return Err(Diagnostic::file(path, message).help(help));
        }
        Ok(widget)
    }

    fn parse(dir: &Path, name: &str, source: String) -> Result<Self, Diagnostic> {
        let path = dir.join(FILE);
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
        Ok(Self {
            name: name.to_owned(),
            dir: dir.to_owned(),
            title,
            text,
            words,
            data,
            source,
        })
    }
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
    if let Some(rows) = raw.rows.as_ref().filter(|_| kind == RecordedKind::Heap) {
        let message = "a heap report has no rows";
        let problem = Diagnostic::at(path, source, rows.span(), message);
        return Err(problem.help("leave 'rows' out: the script gets its events and totals"));
    }
    Ok(Recorded {
        kind,
        reference: reference.into(),
        rows: raw.rows.map(Placed::from),
    })
}

fn both(
    path: &Path,
    source: &str,
    what: &str,
    raw: Spanned<RawBoth>,
) -> Result<Both<Placed<String>>, Diagnostic> {
    let range = raw.span();
    let RawBoth { ko, en } = raw.into_inner();
    let missing = match (ko, en) {
        (Some(ko), Some(en)) => {
            let (ko, en) = (ko.into(), en.into());
            return Ok(Both { ko, en });
        }
        (None, _) => "ko",
        (_, None) => "en",
    };
    let problem = Diagnostic::at(path, source, range, format!("{what} has no '{missing}'"));
    Err(problem.help("every text of a widget is there in both languages"))
}
