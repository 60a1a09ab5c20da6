//! Reads a listing's Cargo.toml.

use super::Settings;
use crate::{Diagnostic, sanitizer};
use regex::Regex;
use serde::Deserialize;
use std::path::Path;

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
        let message = error.message().lines().next().unwrap_or_default();
        Diagnostic::at(path, text, range, message)
            .help("the settings of [package.metadata.book] are listed in CONTRIBUTING.md")
    })?;
    let settings = file.package.metadata.book;
    check_patterns(path, text, &settings)?;
    check_features(path, text, &settings, &file.features)?;
    sanitizer::check(path, text, &file.package.name, &settings)?;
    Ok(Manifest {
        name: file.package.name,
        settings,
        std_only: file.dependencies.is_empty(),
        benches: criterion(file.bench),
    })
}

fn check_patterns(path: &Path, text: &str, settings: &Settings) -> Result<(), Diagnostic> {
    for pattern in patterns(settings) {
        Regex::new(pattern).map_err(|_| {
            let start = text.find(pattern).unwrap_or(0);
            let message = "this is not a regular expression";
            Diagnostic::at(path, text, start..start + pattern.len(), message)
                .help("the syntax is that of the crate regex")
        })?;
    }
    Ok(())
}

fn patterns(settings: &Settings) -> impl Iterator<Item = &str> {
    let figures = settings
        .figures
        .values()
        .chain(settings.go_figures.values());
    let volatile = settings.volatile.iter().chain(&settings.go_volatile);
    figures.chain(volatile).map(String::as_str)
}

fn check_features(
    path: &Path,
    text: &str,
    settings: &Settings,
    declared: &toml::Table,
) -> Result<(), Diagnostic> {
    let mut features = settings.features.iter();
    let Some(feature) = features.find(|feature| !declared.contains_key(*feature)) else {
        return Ok(());
    };
    let message = format!("the package has no feature '{feature}'");
    let at = text.find(&format!("\"{feature}\"")).unwrap_or(0);
    let problem = Diagnostic::at(path, text, at..at + feature.len() + 2, message);
    Err(problem.help("declare it under [features], or take it out here"))
}

/// The benchmarks that bring their own `main`, sorted by name.
fn criterion(benches: Vec<Bench>) -> Vec<String> {
    let own_main = benches.into_iter().filter(|bench| !bench.harness);
    let mut names: Vec<String> = own_main.map(|bench| bench.name).collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::HeapMode;

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
