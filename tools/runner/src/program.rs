//! From a request to a binary: found by its content, or built with the heap count linked in.

use crate::answer::Event;
use crate::beside::Beside;
use crate::compile::{Compile, Compiled, Diagnostic, Part};
use crate::entry;
use crate::request::{Crate, LONGEST_SOURCE, Request};
use crate::runner::Runner;
use crate::spec::Ended;
use crate::supervise::Stop;
use anyhow::{Result, bail};
use catalog::{Exercise, HeapMode, Listing};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// A binary with what is needed to read its report.
pub(crate) struct Program {
    pub(crate) binary: PathBuf,
    pub(crate) folder: PathBuf,
    pub(crate) lines: u32,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) cached: bool,
}

/// What the code of a request stands in for; neither where it is a program of its own.
struct Origin {
    listing: Option<Listing>,
    exercise: Option<Exercise>,
}

impl Runner {
    pub(crate) fn program(
        &self,
        request: &Request,
        stop: &Stop,
        told: &mut dyn FnMut(Event),
    ) -> Result<Result<Program, Compiled>> {
        if request.code.len() > LONGEST_SOURCE {
            bail!(
                "the code has {} bytes; at most {LONGEST_SOURCE} are compiled",
                request.code.len()
            );
        }
        let origin = self.origin(request)?;
        let (name, beside) = self.surroundings(&origin)?;
        let key = request.key(&name, &beside.hash());
        let mut program = Program {
            binary: self.store.binary(&key),
            folder: self.store.work_folder(&name),
            lines: request.code.lines().count() as u32,
            diagnostics: Vec::new(),
            cached: true,
        };
        if self.store.known(&key).is_some() {
            return Ok(Ok(program));
        }
        program.cached = false;
        told(Event::Compiling);
        let lock = self.work(&name);
        let _alone = lock.lock().unwrap_or_else(PoisonError::into_inner);
        self.store.create()?;
        let compiled = match &origin.exercise {
            Some(exercise) => self.compile_exercise(request, exercise, &beside, &program, stop),
            None => self.compile(request, origin.listing.as_ref(), &beside, &program, stop),
        };
        self.store.prune(&name);
        let compiled = compiled?;
        if compiled.ended != Ended::Exit(0) {
            return Ok(Err(compiled));
        }
        program.diagnostics = compiled.diagnostics;
        Ok(Ok(program))
    }

    fn origin(&self, request: &Request) -> Result<Origin> {
        let listing = request.listing.as_deref();
        let listing = listing.map(|name| self.listing(name)).transpose()?;
        let exercise = request.exercise.as_deref();
        let exercise = exercise.map(|name| self.exercise(name)).transpose()?;
        Ok(Origin { listing, exercise })
    }

    /// The name of its work folder, and what it is compiled with.
    fn surroundings(&self, origin: &Origin) -> Result<(String, Beside)> {
        Ok(match (&origin.listing, &origin.exercise) {
            (Some(listing), _) => (listing.name.clone(), self.beside(listing)?),
            (_, Some(exercise)) => (
                // No listing is called so.
                format!("exercise.{}", exercise.name.replace('/', ".")),
                self.beside_exercise(exercise)?,
            ),
            _ => ("program".to_owned(), Beside::default()),
        })
    }

    /// What lets one compiler at a time into a work folder.
    fn work(&self, name: &str) -> Arc<Mutex<()>> {
        let mut locks = self.locks.lock().unwrap_or_else(PoisonError::into_inner);
        locks.entry(name.to_owned()).or_default().clone()
    }

    /// With the count if that can be linked; else the code as it is, for its errors or to run uncounted.
    fn compile(
        &self,
        request: &Request,
        listing: Option<&Listing>,
        beside: &Beside,
        program: &Program,
        stop: &Stop,
    ) -> Result<Compiled> {
        let tracer = self.toolchain.tracer(self.store.folder())?;
        beside.lay_out(&program.folder)?;
        let (source, kind) = match listing {
            Some(_) => ("src/lib.rs", "lib"),
            None => ("src/main.rs", "bin"),
        };
        let mut compile = self.call(request, beside, program);
        compile.source = source;
        if let Some(counted) = counted(request, listing) {
            compile.tracer = Some(&tracer);
            let compiled = self.attempt(&compile, &counted, &program.binary, stop)?;
            if !matches!(compiled.ended, Ended::Exit(code) if code != 0) {
                return Ok(compiled);
            }
            // What it says may be about what was added: ask again without that.
            compile.tracer = None;
            compile.check = Some(kind);
            let checked = self.attempt(&compile, &request.code, &program.binary, stop)?;
            if checked.ended != Ended::Exit(0) {
                return Ok(checked);
            }
            compile.check = None;
        }
        let plain = plain(request, listing);
        self.attempt(&compile, &plain, &program.binary, stop)
    }

    /// A call of rustc in a program's work folder, with nothing linked but what lies beside.
    pub(crate) fn call<'a>(
        &'a self,
        request: &'a Request,
        beside: &'a Beside,
        program: &'a Program,
    ) -> Compile<'a> {
        Compile {
            toolchain: &self.toolchain,
            tier: self.settings.tier,
            limits: self.settings.compiler,
            request,
            folder: &program.folder,
            source: "src/lib.rs",
            tracer: None,
            libraries: &beside.libraries,
            part: Part::Whole,
            check: None,
        }
    }
}

/// Whether the heap of what is run is counted.
fn counts(request: &Request, listing: Option<&Listing>) -> bool {
    !request.tests
        && request.kind == Crate::Bin
        && listing.is_none_or(|listing| listing.settings.heap == HeapMode::Run)
}

/// The code with its count; none where nothing is counted, or where it has no `main` to be seen.
fn counted(request: &Request, listing: Option<&Listing>) -> Option<String> {
    if !counts(request, listing) {
        return None;
    }
    match listing {
        Some(_) => Some(entry::listing(&request.code, true)),
        None => entry::program(&request.code),
    }
}

/// The code without a count; a listing's gets a `main`, unless its tests are run.
fn plain(request: &Request, listing: Option<&Listing>) -> String {
    match listing {
        Some(_) if counts(request, listing) || !request.tests => {
            entry::listing(&request.code, false)
        }
        _ => request.code.clone(),
    }
}
