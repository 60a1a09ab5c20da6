//! One listing: a crate under `listings/<chapter>/<name>/`, and where its files are.

use crate::folder::{file_name, files};
use crate::settings::{self, Manifest};
use crate::{Diagnostic, Profile, Settings};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One listing: a crate whose code, output and heap a page shows.
#[derive(Debug, Clone)]
pub struct Listing {
    /// The package's name, unique in the book: `cargo run -p <name>`.
    pub name: String,
    /// The chapter's folder name.
    pub chapter: String,
    /// The crate's folder, relative to the book's root.
    pub dir: PathBuf,
    /// Its `[package.metadata.book]`.
    pub settings: Settings,
    /// It uses nothing but std, so `mdbook test` can run it too.
    pub std_only: bool,
    /// Its Criterion benchmarks: the `[[bench]]` targets without a harness.
    pub benches: Vec<String>,
}

impl Listing {
    /// The listing in `folder`, with the root of its book, three folders up.
    ///
    /// # Errors
    /// When the folder is not `<root>/listings/<chapter>/<name>` or its manifest is malformed.
    pub fn of_folder(folder: &Path) -> Result<(PathBuf, Self), Diagnostic> {
        let root = folder.ancestors().nth(3).unwrap_or(folder).to_owned();
        let listing = Self::read(&root, folder, &BTreeMap::new())?;
        Ok((root, listing))
    }

    /// Reads the listing in the folder `dir`; none of the `known` may have its name.
    pub(crate) fn read(
        root: &Path,
        dir: &Path,
        known: &BTreeMap<String, Self>,
    ) -> Result<Self, Diagnostic> {
        let relative = dir.strip_prefix(root).unwrap_or(dir).to_owned();
        let manifest = relative.join("Cargo.toml");
        let text = std::fs::read_to_string(dir.join("Cargo.toml")).map_err(|error| {
            Diagnostic::file(&manifest, format!("cannot read this file: {error}"))
        })?;
        let Manifest {
            name,
            settings,
            std_only,
            benches,
        } = settings::parse(&manifest, &text)?;
        if let Some((message, help)) = fault(&name, &file_name(dir), known) {
            let at = text.find(&name).unwrap_or(0);
            let problem = Diagnostic::at(&manifest, &text, at..at + name.len(), message);
            return Err(problem.help(help));
        }
        Ok(Self {
            name,
            chapter: dir.parent().map(file_name).unwrap_or_default(),
            dir: relative,
            settings,
            std_only,
            benches,
        })
    }

    /// The command that runs it: `cargo run -p first-100mib`.
    pub fn command(&self) -> String {
        let mut command = "cargo run ".to_owned();
        if self.settings.profile == Profile::Release {
            command.push_str("--release ");
        }
        command.push_str("-p ");
        command.push_str(&self.name);
        if !self.settings.features.is_empty() {
            command.push_str(" --features ");
            command.push_str(&self.settings.features.join(","));
        }
        command
    }

    /// A file of the listing, relative to the book's root.
    pub fn path(&self, file: impl AsRef<Path>) -> PathBuf {
        self.dir.join(file)
    }

    /// Where `cargo book record` writes the listing's output.
    pub fn output_path(&self) -> PathBuf {
        self.path("recorded/output.txt")
    }

    /// Where `cargo book record` writes the listing's heap report.
    pub fn heap_path(&self) -> PathBuf {
        self.path("recorded/heap.json")
    }

    /// Where `cargo book record` writes the layouts of the listing's types.
    pub fn layout_path(&self) -> PathBuf {
        self.path("recorded/layout.json")
    }

    /// Where `cargo book bench` writes the listing's times.
    pub fn bench_path(&self) -> PathBuf {
        self.path("recorded/bench.json")
    }

    /// The names of the files `benches/<name>.rs`, sorted.
    pub fn bench_files(&self, root: &Path) -> Vec<String> {
        let found = files(&root.join(self.path("benches")), "rs");
        let stems = found.iter().filter_map(|path| path.file_stem());
        let mut names: Vec<String> = stems
            .map(|stem| stem.to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// Where `cargo book record --go` writes the Go session.
    pub fn go_output_path(&self) -> PathBuf {
        self.path("recorded/go.txt")
    }
}

/// What is wrong with a listing's name, and what to do.
fn fault(name: &str, folder: &str, known: &BTreeMap<String, Listing>) -> Option<(String, String)> {
    if name != folder {
        return Some((
            format!("package '{name}' is in the folder '{folder}'"),
            "give the package and its folder the same name".to_owned(),
        ));
    }
    if !name.contains('-') {
        return Some((
            format!("the listing's name '{name}' has no hyphen"),
            "name it after its chapter and its subject, as in 'first-100mib'".to_owned(),
        ));
    }
    let other = known.get(name)?;
    Some((
        format!("two listings are named '{name}'"),
        format!("the other is {}", other.dir.display()),
    ))
}
