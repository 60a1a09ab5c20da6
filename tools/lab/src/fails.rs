//! `fails/*.rs`: code that must not compile, checked by its error code.

use crate::{Limits, output, run_limited};
use anyhow::{Context, Result, bail};
use catalog::{Catalog, Listing, Transcript};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(Deserialize)]
struct Message {
    message: String,
    rendered: Option<String>,
    level: String,
    code: Option<Code>,
    spans: Vec<IgnoredAny>,
}

impl Message {
    /// An error of the code; the one that only sums up has no place.
    fn is_error(&self) -> bool {
        self.level == "error" && (self.code.is_some() || !self.spans.is_empty())
    }

    /// Its code, or what it says: a syntax error has none.
    fn name(&self) -> &str {
        self.code.as_ref().map_or(&self.message, |code| &code.code)
    }
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

/// Where the error of a failing file is recorded.
pub(crate) fn recorded_path(listing: &Listing, file: &Path) -> PathBuf {
    let what = file.file_stem().unwrap_or_default().to_string_lossy();
    listing.path("recorded").join(format!("{what}.txt"))
}

/// The error code that a failing file announces: `//@ error: E0382`.
fn expected(root: &Path, file: &Path) -> Result<String> {
    let text = std::fs::read_to_string(root.join(file))
        .with_context(|| format!("cannot read {}", file.display()))?;
    let first = text.lines().next().unwrap_or_default();
    let code = first.strip_prefix("//@ error:").map(str::trim);
    let example = "//@ error: E0382";
    code.map(str::to_owned).with_context(|| {
        format!(
            "{}:1:1: the first line must be like '{example}'",
            file.display()
        )
    })
}

/// Compiles a failing file and compares its error with the recorded one. On another compiler than the
/// listing was recorded with, other words are only noted.
pub(crate) fn verify(catalog: &Catalog, listing: &Listing, file: &Path) -> Result<Option<String>> {
    let fresh = compile(&catalog.root, listing, file)?;
    let again = format!("cargo book record {}", listing.name);
    let path = recorded_path(listing, file);
    let recorded = Transcript::read(&catalog.root, &path, &again)
        .map_err(|problem| anyhow::anyhow!("{problem}"))?;
    let Some(text) = output::difference(&recorded.to_text(), &fresh.to_text(), &[]) else {
        return Ok(None);
    };
    let message = format!("{}: rustc says something else:\n{text}", path.display());
    let here = catalog::rustc_version().map(|(version, _)| version);
    let there = catalog::read_heap(&catalog.root, listing).map(|report| report.measured.rustc);
    match there {
        Ok(there) if here.is_some_and(|here| here != there) => Ok(Some(format!(
            "{message}\nit was recorded with rustc {there}"
        ))),
        _ => bail!("{message}\nif this is meant, run: {again}"),
    }
}

/// Asks rustc about a file that says itself what is to be expected: `//@ compiles`, or `//@ error: E0382`.
///
/// # Errors
/// When rustc says something else, or the first line says neither.
pub fn verify_snippet(root: &Path, file: &Path) -> Result<(), String> {
    let judged = || -> Result<()> {
        let text = std::fs::read_to_string(root.join(file))
            .with_context(|| format!("cannot read {}", file.display()))?;
        let compiles = text.lines().next().map(str::trim) == Some("//@ compiles");
        let wanted = if compiles {
            String::new()
        } else {
            expected(root, file)?
        };
        let found = errors(root, file)?;
        let codes: BTreeSet<&str> = found.iter().map(Message::name).collect();
        let codes = codes.into_iter().collect::<Vec<_>>().join(", ");
        if codes == wanted {
            return Ok(());
        }
        let or_nothing = |codes: &str| match codes {
            "" => "no error".to_owned(),
            codes => codes.to_owned(),
        };
        bail!(
            "{}: rustc reports {}, but the first line announces {}; mend one of them",
            file.display(),
            or_nothing(&codes),
            or_nothing(&wanted)
        )
    };
    judged().map_err(|error| format!("{error:#}"))
}

/// What rustc says about a file, compiled as a library without linking.
fn errors(folder: &Path, file: &Path) -> Result<Vec<Message>> {
    let out = tempfile::tempdir().context("cannot create a temporary folder")?;
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.current_dir(folder).arg(file);
    rustc.args([
        "--edition=2024",
        "--crate-type=lib",
        "--emit=metadata",
        "--error-format=json",
    ]);
    rustc.arg("-o").arg(out.path().join("out.rmeta"));
    let outcome = run_limited(&mut rustc, Limits::seconds(60))?;
    let stderr = String::from_utf8_lossy(&outcome.stderr);
    let messages = stderr
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok());
    Ok(messages.filter(Message::is_error).collect())
}

/// Compiles a failing file without linking; succeeds when it fails with the announced code.
pub(crate) fn compile(root: &Path, listing: &Listing, file: &Path) -> Result<Transcript> {
    let expected = expected(root, file)?;
    let shown = file.strip_prefix(&listing.dir).unwrap_or(file);
    let errors = errors(&root.join(&listing.dir), shown)?;
    let names: Vec<&str> = errors.iter().map(Message::name).collect();
    let mend = format!("mend the code, or its first line '//@ error: {expected}'");
    if names.is_empty() {
        bail!(
            "{}: compiles, but {expected} is expected; {mend}",
            file.display()
        );
    }
    if names.iter().any(|name| *name != expected) {
        let names = names.join(", ");
        bail!(
            "{}: fails with {names}, but {expected} is expected; {mend}",
            file.display()
        );
    }
    let rendered: String = errors
        .iter()
        .filter_map(|error| error.rendered.clone())
        .collect();
    let command = format!("rustc {}", shown.display());
    Ok(Transcript {
        entries: vec![(command, format!("{}\n", rendered.trim_end()))],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rustc_judges_what_a_snippet_says_of_itself() {
        let folder = tempfile::tempdir().expect("a folder");
        let moved = "pub fn run() { let a = vec![1]; drop(a); a.len(); }";
        let cases = [
            ("//@ compiles\npub fn run() {}", None),
            (&format!("//@ error: E0382\n{moved}"), None),
            (
                &format!("//@ compiles\n{moved}"),
                Some("reports E0382, but the first line announces no error"),
            ),
            (
                "//@ error: E0382\npub fn run() {}",
                Some("reports no error, but the first line announces E0382"),
            ),
            ("pub fn run() {}", Some("the first line must be like")),
        ];
        for (text, complaint) in cases {
            std::fs::write(folder.path().join("a.rs"), text).expect("written");
            let result = verify_snippet(folder.path(), Path::new("a.rs"));
            match complaint {
                None => assert_eq!(result, Ok(()), "{text}"),
                Some(part) => assert!(result.expect_err(text).contains(part), "{text}"),
            }
        }
    }
}
