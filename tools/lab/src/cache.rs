//! Remembers which listings passed, by a hash of everything that could change the answer.

use crate::{CaseResult, Verdict, machine};
use anyhow::{Context, Result};
use catalog::{Catalog, Fingerprint};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The name of what belongs to no single listing; no listing has it, since it has no hyphen.
const BOOK: &str = "book";

/// What pages, quizzes, exercises and widgets are made of, and made with.
const BOOK_PARTS: [&str; 12] = [
    "src",
    "listings",
    "theme",
    "quizzes",
    "exercises",
    "widgets",
    "tools/glue/src",
    "book.toml",
    "glossary.toml",
    "parity.lock",
    "tools/render/src",
    "tools/book/src",
];

/// What passed, and under which hash. Kept in `target/book/passed.json`; losing it costs time only.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Cache {
    #[serde(skip)]
    file: PathBuf,
    #[serde(skip)]
    common: String,
    passed: BTreeMap<String, Passed>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Passed {
    hash: String,
    cases: Vec<CaseResult>,
}

impl Cache {
    /// Opens the cache of a book.
    pub fn open(root: &Path) -> Self {
        let file = root.join("target/book/passed.json");
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let mut cache: Self = serde_json::from_str(&text).unwrap_or_default();
        cache.file = file;
        cache.common = common_hash(root);
        cache
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.passed.clear();
    }

    /// The cases of a listing that passed, if nothing changed since.
    pub(crate) fn lookup(&self, catalog: &Catalog, listing: &str) -> Option<Vec<CaseResult>> {
        let passed = self.passed.get(listing)?;
        (passed.hash == self.hash(catalog, listing)?).then(|| passed.cases.clone())
    }

    /// Remembers a listing's cases, unless one of them failed.
    pub(crate) fn remember(&mut self, catalog: &Catalog, listing: &str, cases: &[CaseResult]) {
        self.keep(listing, self.hash(catalog, listing), cases);
    }

    fn keep(&mut self, name: &str, hash: Option<String>, cases: &[CaseResult]) {
        self.passed.remove(name);
        let failed = cases
            .iter()
            .any(|case| matches!(case.verdict, Verdict::Failed(_)));
        if let Some(hash) = hash.filter(|_| !failed) {
            let cases = cases.to_vec();
            self.passed.insert(name.to_owned(), Passed { hash, cases });
        }
    }

    /// The cases of the pages, quizzes and exercises that passed, if nothing in the book changed since.
    pub fn lookup_book(&self, root: &Path) -> Option<Vec<CaseResult>> {
        let passed = self.passed.get(BOOK)?;
        (passed.hash == self.book_hash(root)).then(|| passed.cases.clone())
    }

    /// Remembers the cases of the pages, quizzes and exercises, unless one of them failed.
    pub fn remember_book(&mut self, root: &Path, cases: &[CaseResult]) {
        self.keep(BOOK, Some(self.book_hash(root)), cases);
    }

    /// Writes the cache.
    ///
    /// # Errors
    /// When `target/` cannot be written.
    pub fn save(&self) -> Result<()> {
        let text = serde_json::to_vec(self).context("cannot write the cache as JSON")?;
        catalog::write_atomically(&self.file, &text)
    }

    fn hash(&self, catalog: &Catalog, listing: &str) -> Option<String> {
        let listing = catalog.listings.get(listing)?;
        let mut print = Fingerprint::default();
        print.add(&self.common);
        print.add_folder(&catalog.root.join(&listing.dir));
        Some(print.digits())
    }
}

impl Cache {
    fn book_hash(&self, root: &Path) -> String {
        let mut print = Fingerprint::default();
        print.add(&self.common);
        for part in BOOK_PARTS {
            let path = root.join(part);
            if path.is_dir() {
                print.add_folder(&path);
            } else {
                print.add(part);
                print.add(std::fs::read(&path).unwrap_or_default());
            }
        }
        print.digits()
    }
}

/// What every listing depends on: the compilers, the dependencies, the recorder.
fn common_hash(root: &Path) -> String {
    let mut print = Fingerprint::default();
    print.add(format!("{:?}", catalog::rustc_version()));
    print.add(machine::go_version().unwrap_or_default());
    for file in ["Cargo.lock", "Cargo.toml"] {
        print.add(std::fs::read(root.join(file)).unwrap_or_default());
    }
    for tool in ["heaplab", "catalog", "lab"] {
        print.add_folder(&root.join("tools").join(tool));
    }
    print.digits()
}
