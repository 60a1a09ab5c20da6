//! `[package.metadata.book]` in a listing's Cargo.toml.

use crate::Diagnostic;
use crate::sanitizer::{self, Sanitizer};
use regex::Regex;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// How the book treats one listing. An unknown key is an error.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Settings {
    /// Whether its heap is recorded and verified.
    pub heap: HeapMode,
    /// It allocates on several threads: only totals and lines are compared, no peak, no events.
    pub threads: bool,
    /// Whether the page may run it.
    pub page: PageMode,
    /// The Cargo profile of its recorded output.
    pub profile: Profile,
    /// Regular expressions; what they match in the output is masked before comparing.
    pub volatile: Vec<String>,
    /// What the machine must have; without it the listing is skipped, with the reason printed.
    pub needs: Vec<Need>,
    /// Features of its package that it is built with, for dependencies that nobody else should compile.
    pub features: Vec<String>,
    /// Seconds that one run may take.
    pub timeout: u64,
    /// Named figures of the recorded output: a regular expression with one group each.
    pub figures: BTreeMap<String, String>,
    /// As `volatile`, for the recorded Go session.
    pub go_volatile: Vec<String>,
    /// As `figures`, for the recorded Go session.
    pub go_figures: BTreeMap<String, String>,
    /// Functions that lose memory on purpose, by their paths, each with the reason.
    pub leaks: BTreeMap<String, String>,
    /// Tools for memory errors that cannot run it, each with the reason.
    pub unsanitized: BTreeMap<Sanitizer, String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            heap: HeapMode::Run,
            threads: false,
            page: PageMode::Run,
            profile: Profile::Dev,
            volatile: Vec::new(),
            needs: Vec::new(),
            features: Vec::new(),
            timeout: 10,
            figures: BTreeMap::new(),
            go_volatile: Vec::new(),
            go_figures: BTreeMap::new(),
            leaks: BTreeMap::new(),
            unsanitized: BTreeMap::new(),
        }
    }
}

/// Whether a listing's heap is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeapMode {
    /// `tests/heap.rs` records and verifies it.
    Run,
    /// It has no heap report, for example because it declares its own global allocator.
    None,
}

/// Whether a reader may run the listing from the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageMode {
    /// Run and Edit are offered.
    Run,
    /// Only the recorded run is shown.
    Recorded,
}

/// A Cargo profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Unoptimised: the meaning of the source.
    Dev,
    /// Optimised.
    Release,
}

/// Something a listing needs from the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// The Linux kernel.
    Linux,
    /// A C compiler, and make.
    Cc,
    /// A Go toolchain.
    Go,
}

impl Need {
    /// As it is written in a manifest.
    pub fn name(self) -> &'static str {
        match self {
            Self::Linux => "linux",
            Self::Cc => "cc",
            Self::Go => "go",
        }
    }
}

/// What the book reads of a manifest.
pub(crate) struct Manifest {
    pub(crate) name: String,
    pub(crate) settings: Settings,
    pub(crate) std_only: bool,
    pub(crate) benches: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    package: Package,
    #[serde(default)]
    dependencies: toml::Table,
    #[serde(default)]
    features: toml::Table,
    #[serde(default)]
    bench: Vec<Bench>,
}

#[derive(Deserialize)]
struct Bench {
    name: String,
    #[serde(default = "with_harness")]
    harness: bool,
}

fn with_harness() -> bool {
    true
}

#[derive(Deserialize)]
struct Package {
    name: String,
    #[serde(default)]
    metadata: Metadata,
}

#[derive(Default, Deserialize)]
struct Metadata {
    #[serde(default)]
    book: Settings,
}

/// Reads a manifest.
///
/// # Errors
/// When it is not TOML, names no package, or has an unknown or malformed setting.
pub(crate) fn parse(path: &Path, text: &str) -> Result<Manifest, Diagnostic> {
    let file: File = toml::from_str(text).map_err(|error| {
        let range = error.span().unwrap_or(0..0);
        let message = error
            .message()
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned();
        Diagnostic::at(path, text, range, message)
            .help("the settings of [package.metadata.book] are listed in CONTRIBUTING.md")
    })?;
    let settings = file.package.metadata.book;
    for pattern in patterns(&settings) {
        Regex::new(pattern).map_err(|_| {
            let start = text.find(pattern).unwrap_or(0);
            let message = "this is not a regular expression";
            Diagnostic::at(path, text, start..start + pattern.len(), message)
                .help("the syntax is that of the crate regex")
        })?;
    }
    for feature in &settings.features {
        if !file.features.contains_key(feature) {
            let message = format!("the package has no feature '{feature}'");
            let at = text.find(&format!("\"{feature}\"")).unwrap_or(0);
            return Err(
                Diagnostic::at(path, text, at..at + feature.len() + 2, message)
                    .help("declare it under [features], or take it out here"),
            );
        }
    }
    sanitizer::check(path, text, &file.package.name, &settings)?;
    Ok(Manifest {
        name: file.package.name,
        settings,
        std_only: file.dependencies.is_empty(),
        benches: criterion(file.bench),
    })
}

/// The benchmarks that bring their own `main`, sorted by name.
fn criterion(benches: Vec<Bench>) -> Vec<String> {
    let own_main = benches.into_iter().filter(|bench| !bench.harness);
    let mut names: Vec<String> = own_main.map(|bench| bench.name).collect();
    names.sort();
    names
}

/// What is wrong with `book.toml` as TOML; mdBook would not say in which file it is.
pub fn check_book_toml(root: &Path) -> Option<Diagnostic> {
    let path = Path::new("book.toml");
    let text = match std::fs::read_to_string(root.join(path)) {
        Ok(text) => text,
        Err(error) => {
            let problem = Diagnostic::file(path, format!("cannot read this file: {error}"));
            return Some(problem.help("make it readable, as UTF-8"));
        }
    };
    let error = text.parse::<toml::Table>().err()?;
    let range = error.span().unwrap_or(0..0);
    let problem = Diagnostic::at(path, &text, range, error.message().replace('\n', ", "));
    Some(problem.help("the file is TOML: https://toml.io"))
}

fn patterns(settings: &Settings) -> impl Iterator<Item = &str> {
    let figures = settings
        .figures
        .values()
        .chain(settings.go_figures.values());
    let volatile = settings.volatile.iter().chain(&settings.go_volatile);
    figures.chain(volatile).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_reported_with_its_line() {
        let text = "[package]\nname = \"a-b\"\n[package.metadata.book]\nheep = \"run\"\n";
        let error = parse(Path::new("Cargo.toml"), text)
            .err()
            .expect("an unknown key");
        let position = error.position.expect("a position");
        assert_eq!((position.line, position.column), (4, 1));
        assert!(error.message.contains("heep"), "{}", error.message);
    }

    #[test]
    fn a_malformed_pattern_is_reported_with_its_line() {
        let text = "[package]\nname = \"a-b\"\n[package.metadata.book]\nvolatile = ['(']\n";
        let error = parse(Path::new("Cargo.toml"), text)
            .err()
            .expect("a malformed pattern");
        assert_eq!(error.position.expect("a position").line, 4);
    }

    #[test]
    fn a_manifest_without_settings_has_the_defaults() {
        let text = "[package]\nname = \"a-b\"\n";
        let manifest = parse(Path::new("Cargo.toml"), text).expect("a manifest");
        assert_eq!(manifest.name, "a-b");
        assert_eq!(
            (manifest.settings.heap, manifest.settings.timeout),
            (HeapMode::Run, 10)
        );
        assert!(manifest.std_only);
    }
}
