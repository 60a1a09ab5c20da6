//! From a request to a binary: found by its content, or built with the heap count linked in.

use crate::answer::Event;
use crate::compile::{Compile, Compiled, Diagnostic, Part};
use crate::entry;
use crate::request::{Crate, LONGEST_SOURCE, Request};
use crate::runner::Runner;
use crate::spec::Ended;
use crate::supervise::Stop;
use crate::toolchain::hash;
use anyhow::{Context, Result, bail};
use catalog::{HeapMode, Listing};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A binary with what is needed to read its report.
pub(crate) struct Program {
    pub(crate) binary: PathBuf,
    pub(crate) folder: PathBuf,
    pub(crate) lines: u32,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) cached: bool,
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
        let listing = request.listing.as_deref();
        let listing = listing.map(|name| self.listing(name)).transpose()?;
        let exercise = request.exercise.as_deref();
        let exercise = exercise.map(|name| self.exercise(name)).transpose()?;
        let (name, beside) = match (&listing, &exercise) {
            (Some(listing), _) => (listing.name.clone(), self.beside(listing)?),
            (_, Some(exercise)) => (
                // No listing is called so.
                format!("exercise.{}", exercise.name.replace('/', ".")),
                self.beside_exercise(exercise)?,
            ),
            _ => ("program".to_owned(), Beside::default()),
        };
        let name = name.as_str();
        let key = request.key(name, &beside.hash());
        let mut program = Program {
            binary: self.store.binary(&key),
            folder: self.store.work_folder(name),
            lines: request.code.lines().count() as u32,
            diagnostics: Vec::new(),
            cached: true,
        };
        if self.store.known(&key).is_some() {
            return Ok(Ok(program));
        }
        program.cached = false;
        told(Event::Compiling);
        let lock = self.work(name);
        let _alone = lock.lock().unwrap_or_else(PoisonError::into_inner);
        self.store.create()?;
        let compiled = match &exercise {
            Some(exercise) => self.compile_exercise(request, exercise, &beside, &program, stop),
            None => self.compile(request, listing.as_ref(), &beside, &program, stop),
        };
        self.store.prune(name);
        let compiled = compiled?;
        if compiled.ended != Ended::Exit(0) {
            return Ok(Err(compiled));
        }
        program.diagnostics = compiled.diagnostics;
        Ok(Ok(program))
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
        let counting = !request.tests
            && request.kind == Crate::Bin
            && listing.is_none_or(|l| l.settings.heap == HeapMode::Run);
        let counted = match listing {
            _ if !counting => None,
            Some(_) => Some(entry::listing(&request.code, true)),
            None => entry::program(&request.code),
        };
        let mut compile = Compile {
            toolchain: &self.toolchain,
            tier: self.settings.tier,
            limits: self.settings.compiler,
            request,
            folder: &program.folder,
            source,
            tracer: Some(&tracer),
            libraries: &beside.libraries,
            part: Part::Whole,
            check: None,
        };
        if let Some(counted) = counted {
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
        }
        compile.tracer = None;
        compile.check = None;
        let plain = match listing {
            Some(_) if counting || !request.tests => entry::listing(&request.code, false),
            _ => request.code.clone(),
        };
        self.attempt(&compile, &plain, &program.binary, stop)
    }

    /// Compiles `text` where the source of this call lies; what comes of it is moved to `to`.
    pub(crate) fn attempt(
        &self,
        compile: &Compile<'_>,
        text: &str,
        to: &Path,
        stop: &Stop,
    ) -> Result<Compiled> {
        let write = |path: &Path| format!("cannot write {}", path.display());
        let out = compile.folder.join("out");
        let _ = std::fs::remove_dir_all(&out);
        for folder in [&out, &compile.folder.join("tmp")] {
            std::fs::create_dir_all(folder).with_context(|| write(folder))?;
        }
        let source = compile.folder.join(compile.source);
        std::fs::write(&source, text).with_context(|| write(&source))?;
        let compiled = compile.run(stop)?;
        if compiled.ended != Ended::Exit(0) {
            room(compile.folder)?;
        }
        if compiled.ended == Ended::Exit(0) && compile.check.is_none() {
            std::fs::rename(compile.output(), to).with_context(|| write(to))?;
        }
        // A failed link leaves its objects behind.
        let _ = std::fs::remove_dir_all(&out);
        let _ = std::fs::remove_dir_all(compile.folder.join("tmp"));
        Ok(compiled)
    }

    /// A listing's other source files, and its own dependencies, built by Cargo the first time.
    fn beside(&self, listing: &Listing) -> Result<Beside> {
        let libraries = if listing.std_only {
            Libraries::new()
        } else {
            self.libraries(&listing.name)?
        };
        let src = self.settings.root.join(listing.path("src"));
        let entries = src
            .read_dir()
            .with_context(|| format!("cannot read {}", src.display()))?;
        let mut files = Vec::new();
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = path.file_name().unwrap_or_default();
            if name != "lib.rs" && name != "main.rs" && path.is_file() {
                let text = std::fs::read(&path)
                    .with_context(|| format!("cannot read {}", path.display()))?;
                files.push((Path::new("src").join(name), text));
            }
        }
        files.sort();
        Ok(Beside { libraries, files })
    }

    fn libraries(&self, listing: &str) -> Result<Libraries> {
        let mut known = self
            .dependencies
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let found = known.get(listing);
        if let Some(found) = found.filter(|found| found.iter().all(|(_, path)| path.exists())) {
            return Ok(found.clone());
        }
        let found = crate::dependencies::build(&self.settings.root, listing)?;
        known.insert(listing.to_owned(), found.clone());
        Ok(found)
    }
}

/// Fails when there is no room for a binary: what rustc and the linker say of a full disk, some of it by a
/// signal, would look like a fault of the code.
fn room(folder: &Path) -> Result<()> {
    let path = folder.join("room");
    let written = std::fs::write(&path, vec![0_u8; 256 << 10]);
    let _ = std::fs::remove_file(&path);
    written.with_context(|| {
        let below = folder.display();
        format!("no room to compile below {below}: free some space on that disk, then run again")
    })
}

/// Names and files for rustc's `--extern`.
pub(crate) type Libraries = Vec<(String, PathBuf)>;

/// What a listing or an exercise is compiled with, beside its `src/lib.rs`.
#[derive(Default)]
pub(crate) struct Beside {
    pub(crate) libraries: Libraries,
    /// Relative to the work folder.
    pub(crate) files: Vec<(PathBuf, Vec<u8>)>,
}

impl Beside {
    /// Changes with every file of it: a binary from before is then not the code any more.
    fn hash(&self) -> String {
        let mut parts = Vec::new();
        for (name, text) in &self.files {
            let name = name.as_os_str().as_encoded_bytes();
            parts.extend([name.to_vec(), text.clone()]);
        }
        for (_, path) in &self.libraries {
            // Cargo writes a library under the same name again; its time says that it is another one.
            let modified = path.metadata().and_then(|data| data.modified()).ok();
            parts.push(format!("{} {modified:?}", path.display()).into_bytes());
        }
        hash(parts.iter().map(Vec::as_slice))
    }

    /// Puts the files into the work folder, beside where the edited `lib.rs` goes.
    pub(crate) fn lay_out(&self, folder: &Path) -> Result<()> {
        let sources = self.files.iter().filter_map(|(name, _)| name.parent());
        for below in std::iter::once(Path::new("src")).chain(sources) {
            let below = folder.join(below);
            std::fs::create_dir_all(&below)
                .with_context(|| format!("cannot create {}", below.display()))?;
        }
        for (name, text) in &self.files {
            let path = folder.join(name);
            std::fs::write(&path, text)
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }
}
