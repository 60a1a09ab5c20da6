//! The listings of the book, found by walking `listings/<chapter>/<name>/`.

use crate::heap_file::HeapMemo;
use crate::output::PatternMemo;
use crate::settings::{self, Manifest};
use crate::{Diagnostic, Exercise, Quiz, Settings, Source, Widget};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// All listings of a book.
#[derive(Debug, Clone)]
pub struct Catalog {
    /// The book's root: the folder of `book.toml`.
    pub root: PathBuf,
    /// The listings by name.
    pub listings: BTreeMap<String, Listing>,
    /// Folders of listings that were left out, since their manifest has problems.
    pub malformed: BTreeSet<String>,
    /// The quizzes by name, `collections/growth`.
    pub quizzes: BTreeMap<String, Quiz>,
    /// The exercises by name, `collections/group-by`.
    pub exercises: BTreeMap<String, Exercise>,
    /// The widgets by name, `growth`.
    pub widgets: BTreeMap<String, Widget>,
    /// Heap reports read so far: a page refers to the same one many times.
    pub(crate) heaps: HeapMemo,
    /// Patterns of figures compiled so far.
    pub(crate) patterns: PatternMemo,
}

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
        let catalog = Catalog {
            root: root.clone(),
            listings: BTreeMap::new(),
            malformed: BTreeSet::new(),
            quizzes: BTreeMap::new(),
            exercises: BTreeMap::new(),
            widgets: BTreeMap::new(),
            heaps: HeapMemo::default(),
            patterns: PatternMemo::default(),
        };
        Ok((root, catalog.read(folder)?))
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
        let entries = std::fs::read_dir(root.join(self.path("benches")));
        let paths = entries
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path());
        let mut names: Vec<String> = paths
            .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
            .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
            .collect();
        names.sort();
        names
    }

    /// Where `cargo book record --go` writes the Go session.
    pub fn go_output_path(&self) -> PathBuf {
        self.path("recorded/go.txt")
    }
}

impl Catalog {
    /// Finds the listings under `root`. What is wrong with them comes back as problems; a listing
    /// with a malformed manifest is left out.
    pub fn load(root: &Path) -> (Self, Vec<Diagnostic>) {
        let mut catalog = Self {
            root: root.to_owned(),
            listings: BTreeMap::new(),
            malformed: BTreeSet::new(),
            quizzes: BTreeMap::new(),
            exercises: BTreeMap::new(),
            widgets: BTreeMap::new(),
            heaps: HeapMemo::default(),
            patterns: PatternMemo::default(),
        };
        let mut problems = Vec::new();
        for chapter in folders(&root.join("listings")) {
            for dir in folders(&chapter) {
                if dir.join("Cargo.toml").is_file() {
                    match catalog.read(&dir) {
                        Ok(listing) => {
                            catalog.listings.insert(listing.name.clone(), listing);
                        }
                        Err(problem) => {
                            catalog.malformed.insert(file_name(&dir));
                            problems.push(problem);
                        }
                    }
                }
            }
        }
        problems.extend(catalog.read_quizzes());
        problems.extend(catalog.read_exercises());
        problems.extend(catalog.read_widgets());
        (catalog, problems)
    }

    /// Finds `quizzes/<chapter>/<name>.toml`. A malformed one is left out, and its name is `malformed`.
    fn read_quizzes(&mut self) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for chapter in folders(&self.root.join("quizzes")) {
            for file in files(&chapter, "toml") {
                let stem = file.file_stem().unwrap_or_default().to_string_lossy();
                let name = format!("{}/{stem}", file_name(&chapter));
                let path = file.strip_prefix(&self.root).unwrap_or(&file).to_owned();
                match Quiz::read(&self.root, &path, &name) {
                    Ok(quiz) => {
                        self.quizzes.insert(name, quiz);
                    }
                    Err(found) => {
                        self.malformed.insert(name);
                        problems.extend(found);
                    }
                }
            }
        }
        problems
    }

    /// Finds `exercises/<chapter>/<name>/`; a folder without `exercise.toml` is none.
    fn read_exercises(&mut self) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for chapter in folders(&self.root.join("exercises")) {
            let found = folders(&chapter).into_iter();
            for dir in found.filter(|dir| dir.join("exercise.toml").is_file()) {
                let name = format!("{}/{}", file_name(&chapter), file_name(&dir));
                let relative = dir.strip_prefix(&self.root).unwrap_or(&dir).to_owned();
                match Exercise::read(&self.root, &relative, &name) {
                    Ok(exercise) => {
                        self.exercises.insert(name, exercise);
                    }
                    Err(problem) => {
                        self.malformed.insert(name);
                        problems.push(problem);
                    }
                }
            }
        }
        problems
    }

    /// Finds `widgets/<name>/`; a folder without `widget.toml` is none.
    fn read_widgets(&mut self) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        let found = folders(&self.root.join("widgets")).into_iter();
        for dir in found.filter(|dir| dir.join("widget.toml").is_file()) {
            let name = file_name(&dir);
            let relative = dir.strip_prefix(&self.root).unwrap_or(&dir).to_owned();
            match Widget::read(&self.root, &relative, &name) {
                Ok(widget) => {
                    self.widgets.insert(name, widget);
                }
                Err(problem) => {
                    self.malformed.insert(format!("widget {name}"));
                    problems.push(problem);
                }
            }
        }
        problems
    }

    fn read(&self, dir: &Path) -> Result<Listing, Diagnostic> {
        let relative = dir.strip_prefix(&self.root).unwrap_or(dir).to_owned();
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
        let folder = file_name(dir);
        let at = text.find(&name).unwrap_or(0);
        let here = |message: String| Diagnostic::at(&manifest, &text, at..at + name.len(), message);
        if name != folder {
            return Err(
                here(format!("package '{name}' is in the folder '{folder}'"))
                    .help("give the package and its folder the same name"),
            );
        }
        if !name.contains('-') {
            return Err(here(format!("the listing's name '{name}' has no hyphen"))
                .help("name it after its chapter and its subject, as in 'first-100mib'"));
        }
        if let Some(other) = self.listings.get(&name) {
            return Err(here(format!("two listings are named '{name}'"))
                .help(format!("the other is {}", other.dir.display())));
        }
        let chapter = dir.parent().map(file_name).unwrap_or_default();
        Ok(Listing {
            name,
            chapter,
            dir: relative,
            settings,
            std_only,
            benches,
        })
    }

    /// The listing of this name, or an explanation with the nearest names.
    ///
    /// # Errors
    /// When there is none.
    pub fn find(&self, name: &str) -> Result<&Listing, String> {
        self.listings.get(name).ok_or_else(|| {
            let near = nearest(name, self.listings.keys().map(String::as_str));
            match near {
                Some(near) => format!("did you mean '{near}'?"),
                None => "the listings are the folders under listings/".to_owned(),
            }
        })
    }

    /// A file of a listing with its anchors.
    ///
    /// # Errors
    /// When the file cannot be read or its anchors are malformed.
    pub fn source(&self, listing: &Listing, file: &str) -> Result<Source, Vec<Diagnostic>> {
        match Source::read(&self.root, listing.path(file)) {
            Ok((source, problems)) if problems.is_empty() => Ok(source),
            Ok((_, problems)) => Err(problems),
            Err(problem) => Err(vec![problem]),
        }
    }

    /// The listing's failing files: `fails/<what>.rs`, sorted.
    pub fn failing_files(&self, listing: &Listing) -> Vec<PathBuf> {
        let dir = self.root.join(listing.path("fails"));
        let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
        let mut files: Vec<PathBuf> = entries
            .map(|entry| listing.path("fails").join(entry.file_name()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
            .collect();
        files.sort();
        files
    }
}

fn folders(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    found.sort();
    found
}

/// The files of a folder with this extension, sorted.
fn files(dir: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    found.sort();
    found
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// The name with the smallest edit distance, if it is near enough to be a slip of the keyboard.
pub fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    names
        .map(|name| (strsim::damerau_levenshtein(wanted, name), name))
        .filter(|(distance, _)| *distance * 3 <= wanted.chars().count().max(3))
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_the_name_that_was_meant() {
        let names = ["first-100mib", "first-lazy-zero"];
        assert_eq!(
            nearest("first-100mb", names.into_iter()),
            Some("first-100mib")
        );
        assert_eq!(nearest("something-else", names.into_iter()), None);
    }
}
