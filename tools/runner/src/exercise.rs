//! Exercises: what a reader wrote is a library, and its tests are the program that is run.
//!
//! Nothing is traced. The tests count by themselves, with the crate `exercises/budget`, whose allocator the
//! tracer's would replace.

use crate::beside::Beside;
use crate::compile::{Compiled, Part};
use crate::program::Program;
use crate::request::Request;
use crate::runner::Runner;
use crate::spec::Ended;
use crate::supervise::Stop;
use anyhow::{Context, Result, anyhow, bail};
use catalog::Exercise;
use std::path::{Path, PathBuf};

const TESTS: &str = "tests/budget.rs";

impl Runner {
    /// The starter of an exercise, as a reader gets it.
    ///
    /// # Errors
    /// When there is no such exercise, or it cannot be solved in a page.
    pub fn starter(&self, name: &str) -> Result<Request> {
        let exercise = self.exercise(name)?;
        let code = self.text(&exercise.dir.join(&exercise.file))?;
        Ok(Request::of_exercise(code, name))
    }

    pub(crate) fn exercise(&self, name: &str) -> Result<Exercise> {
        let catalog = self.catalog();
        let found = catalog.exercises.get(name).cloned();
        let exercise = found.ok_or_else(|| anyhow!("there is no exercise '{name}'"))?;
        if !exercise.in_page {
            bail!(
                "the tests of '{name}' need files or processes: run 'cargo book exercise {name}'"
            );
        }
        Ok(exercise)
    }

    fn text(&self, path: &Path) -> Result<String> {
        std::fs::read_to_string(self.settings.root.join(path))
            .with_context(|| format!("cannot read {}", path.display()))
    }

    /// The tests, and what they count with.
    pub(crate) fn beside_exercise(&self, exercise: &Exercise) -> Result<Beside> {
        let tests = self.text(&exercise.dir.join(TESTS))?;
        let budget = self.text(Path::new("exercises/budget/src/lib.rs"))?;
        let budget = self.toolchain.budget(self.store.folder(), &budget)?;
        Ok(Beside {
            libraries: vec![("budget".to_owned(), budget)],
            files: vec![(PathBuf::from(TESTS), tests.into_bytes())],
        })
    }

    /// The library first, then its tests with it.
    pub(crate) fn compile_exercise(
        &self,
        request: &Request,
        exercise: &Exercise,
        beside: &Beside,
        program: &Program,
        stop: &Stop,
    ) -> Result<Compiled> {
        beside.lay_out(&program.folder)?;
        let folder = exercise.dir.file_name().unwrap_or_default();
        let name = folder.to_string_lossy().replace('-', "_");
        let mut compile = self.call(request, beside, program);
        compile.part = Part::Library(&name);
        let library = program.folder.join("library");
        std::fs::create_dir_all(&library)
            .with_context(|| format!("cannot create {}", library.display()))?;
        let library = library.join(format!("lib{name}.rlib"));
        let compiled = self.attempt(&compile, &request.code, &library, stop)?;
        if compiled.ended != Ended::Exit(0) {
            return Ok(compiled);
        }
        let mut libraries = beside.libraries.clone();
        libraries.push((name.clone(), library));
        compile.libraries = &libraries;
        compile.part = Part::Tests;
        compile.source = TESTS;
        let tests = self.text(&exercise.dir.join(TESTS))?;
        let mut tested = self.attempt(&compile, &tests, &program.binary, stop)?;
        // Its lines are not those of the reader's code.
        for found in &mut tested.diagnostics {
            found.spans.clear();
        }
        tested.diagnostics.splice(0..0, compiled.diagnostics);
        Ok(tested)
    }
}
