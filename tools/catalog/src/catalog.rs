//! All that the book has: its listings, quizzes, exercises and widgets, found by walking their folders.

mod load;

use crate::folder::files;
use crate::heap_file::HeapMemo;
use crate::output::PatternMemo;
use crate::{Diagnostic, Exercise, Listing, Quiz, Source, Widget, nearest};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What a book has.
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

impl Catalog {
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
        let fails = listing.path("fails");
        let found = files(&self.root.join(&fails), "rs");
        let names = found.iter().filter_map(|path| path.file_name());
        names.map(|name| fails.join(name)).collect()
    }
}
