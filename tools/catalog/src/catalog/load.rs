//! Finds what a book has. Whatever is malformed is left out, and comes back as a problem.

use crate::folder::{file_name, files, folders};
use crate::heap_file::HeapMemo;
use crate::output::PatternMemo;
use crate::{Catalog, Diagnostic, Exercise, Listing, Quiz, Widget};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

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
        let mut problems = catalog.read_listings();
        problems.extend(catalog.read_quizzes());
        problems.extend(catalog.read_exercises());
        problems.extend(catalog.read_widgets());
        (catalog, problems)
    }

    /// Finds `listings/<chapter>/<name>/`; a folder without `Cargo.toml` is none.
    fn read_listings(&mut self) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        let chapters = folders(&self.root.join("listings"));
        let found = chapters.iter().flat_map(|chapter| folders(chapter));
        for dir in found.filter(|dir| dir.join("Cargo.toml").is_file()) {
            match Listing::read(&self.root, &dir, &self.listings) {
                Ok(listing) => {
                    self.listings.insert(listing.name.clone(), listing);
                }
                Err(problem) => {
                    self.malformed.insert(file_name(&dir));
                    problems.push(problem);
                }
            }
        }
        problems
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
}
