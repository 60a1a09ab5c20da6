//! Remembers which listings passed, by a hash of everything that could change the answer.

use crate::{CaseResult, Verdict, machine};
use anyhow::{Context, Result};
use catalog::Catalog;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
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
        let mut hasher = Sha256::new();
        hasher.update(&self.common);
        hash_folder(&catalog.root.join(&listing.dir), &mut hasher);
        Some(hex(hasher))
    }
}

impl Cache {
    fn book_hash(&self, root: &Path) -> String {
        let mut hasher = Sha256::new();
        hasher.update(&self.common);
        for part in BOOK_PARTS {
            let path = root.join(part);
            if path.is_dir() {
                hash_folder(&path, &mut hasher);
            } else {
                hasher.update(part);
                hasher.update(std::fs::read(&path).unwrap_or_default());
            }
        }
        hex(hasher)
    }
}

/// What every listing depends on: the compilers, the dependencies, the recorder.
fn common_hash(root: &Path) -> String {
    let mut hasher = Sha256::new();
    hasher.update(format!("{:?}", catalog::rustc_version()));
    hasher.update(machine::go_version().unwrap_or_default());
    for file in ["Cargo.lock", "Cargo.toml"] {
        hasher.update(std::fs::read(root.join(file)).unwrap_or_default());
    }
    for tool in ["heaplab", "catalog", "lab"] {
        hash_folder(&root.join("tools").join(tool), &mut hasher);
    }
    hex(hasher)
}

fn hash_folder(folder: &Path, hasher: &mut Sha256) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            hash_folder(&path, hasher);
        } else {
            hasher.update(path.to_string_lossy().as_bytes());
            hasher.update(std::fs::read(&path).unwrap_or_default());
        }
    }
}

fn hex(hasher: Sha256) -> String {
    hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
