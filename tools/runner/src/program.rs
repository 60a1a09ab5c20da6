//! From a request to a binary: found by its content, or built with the heap count linked in.

use crate::answer::Event;
use crate::compile::{Compile, Compiled, Diagnostic};
use crate::entry;
use crate::request::{Crate, LONGEST_SOURCE, Request};
use crate::runner::Runner;
use crate::spec::Ended;
use crate::supervise::Stop;
use anyhow::{Context, Result, bail};
use catalog::{HeapMode, Listing};
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

/// A binary with what is needed to read its report.
pub(crate) struct Program {
    pub(crate) binary: PathBuf,
    pub(crate) folder: PathBuf,
    pub(crate) lines: u32,
    pub(crate) counted: bool,
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
        let listing = request
            .listing
            .as_deref()
            .map(|name| self.listing(name))
            .transpose()?;
        let name = listing.map_or("program", |listing| listing.name.as_str());
        let key = request.key(name);
        let mut program = Program {
            binary: self.store.binary(&key),
            folder: self.store.work_folder(name),
            lines: request.code.lines().count() as u32,
            counted: true,
            diagnostics: Vec::new(),
            cached: true,
        };
        if self.store.known(&key).is_some() {
            return Ok(Ok(program));
        }
        program.cached = false;
        told(Event::Compiling);
        let lock = self
            .locks
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .entry(name.to_owned())
            .or_default()
            .clone();
        let _alone = lock.lock().unwrap_or_else(PoisonError::into_inner);
        self.store.create()?;
        let compiled = self.compile(request, listing, &program, stop)?;
        self.store.prune(name);
        if compiled.ended != Ended::Exit(0) {
            return Ok(Err(compiled));
        }
        program.diagnostics = compiled.diagnostics;
        Ok(Ok(program))
    }

    /// With the count if that can be linked; else the code as it is, for its errors or to run uncounted.
    fn compile(
        &self,
        request: &Request,
        listing: Option<&Listing>,
        program: &Program,
        stop: &Stop,
    ) -> Result<Compiled> {
        let tracer = self.toolchain.tracer(self.store.folder())?;
        let libraries = listing.map_or(Ok(Vec::new()), |listing| self.libraries(listing))?;
        let source = if listing.is_some() {
            "src/lib.rs"
        } else {
            "src/main.rs"
        };
        let folder = program.folder.as_path();
        self.lay_out(listing, folder)?;
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
            folder,
            source,
            tracer: Some(&tracer),
            libraries: &libraries,
            check: None,
        };
        if let Some(counted) = counted {
            let compiled = self.attempt(&compile, &counted, program, stop)?;
            if !matches!(compiled.ended, Ended::Exit(code) if code != 0) {
                return Ok(compiled);
            }
            // What it says may be about what was added: ask again without that.
            compile.tracer = None;
            compile.check = Some(if listing.is_some() { "lib" } else { "bin" });
            let checked = self.attempt(&compile, &request.code, program, stop)?;
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
        self.attempt(&compile, &plain, program, stop)
    }

    fn attempt(
        &self,
        compile: &Compile<'_>,
        text: &str,
        program: &Program,
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
        if compiled.ended == Ended::Exit(0) && compile.check.is_none() {
            std::fs::rename(compile.output(), &program.binary)
                .with_context(|| write(&program.binary))?;
        }
        // A failed link leaves its objects behind.
        let _ = std::fs::remove_dir_all(&out);
        let _ = std::fs::remove_dir_all(compile.folder.join("tmp"));
        Ok(compiled)
    }

    /// A listing's other source files, beside which its edited `lib.rs` goes.
    fn lay_out(&self, listing: Option<&Listing>, folder: &Path) -> Result<()> {
        let src = folder.join("src");
        std::fs::create_dir_all(&src)
            .with_context(|| format!("cannot create {}", src.display()))?;
        let Some(listing) = listing else {
            return Ok(());
        };
        for entry in self
            .settings
            .root
            .join(listing.path("src"))
            .read_dir()?
            .flatten()
        {
            let name = entry.file_name();
            if name != "lib.rs" && name != "main.rs" && entry.path().is_file() {
                std::fs::copy(entry.path(), src.join(name))?;
            }
        }
        Ok(())
    }

    /// A listing's own dependencies, built by Cargo the first time.
    fn libraries(&self, listing: &Listing) -> Result<Vec<(String, PathBuf)>> {
        if listing.std_only {
            return Ok(Vec::new());
        }
        let mut known = self
            .dependencies
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known
            .get(&listing.name)
            .filter(|found| found.iter().all(|(_, path)| path.exists()))
        {
            return Ok(found.clone());
        }
        let found = crate::dependencies::build(&self.settings.root, &listing.name)?;
        known.insert(listing.name.clone(), found.clone());
        Ok(found)
    }
}
