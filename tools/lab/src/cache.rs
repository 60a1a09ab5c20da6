//! Remembers which listings passed, by a hash of everything that could change the answer.

use crate::{CaseResult, Verdict, machine};
use anyhow::{Context, Result};
use catalog::Catalog;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

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
        self.passed.remove(listing);
        let failed = cases
            .iter()
            .any(|case| matches!(case.verdict, Verdict::Failed(_)));
        if let Some(hash) = self.hash(catalog, listing).filter(|_| !failed) {
            let passed = Passed {
                hash,
                cases: cases.to_vec(),
            };
            self.passed.insert(listing.to_owned(), passed);
        }
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
