//! Answers a request: finds or builds the binary, runs it, reads its heap report.

use crate::answer::{Answer, Event, Reason, Text};
use crate::beside::Libraries;
use crate::compile::Compiled;
use crate::heap;
use crate::program::Program;
use crate::request::{Crate, Request};
use crate::settings::Settings;
use crate::spec::{Ended, Frame, Role, Spec, Tier};
use crate::store::Store;
use crate::supervise::{Stop, supervise};
use crate::toolchain::Toolchain;
use anyhow::{Result, bail};
use catalog::{Catalog, Listing};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Instant;

/// Runs readers' code.
#[derive(Debug)]
pub struct Runner {
    pub(crate) settings: Settings,
    pub(crate) toolchain: Toolchain,
    pub(crate) store: Store,
    catalog: RwLock<Arc<Catalog>>,
    /// One compiler at a time per work folder.
    pub(crate) locks: Mutex<HashMap<String, Arc<Mutex<()>>>>,
    pub(crate) dependencies: Mutex<HashMap<String, Libraries>>,
}

impl Runner {
    /// # Errors
    /// When there is no rustc, or nothing can be written below the store.
    pub fn new(settings: Settings) -> Result<Self> {
        let toolchain = Toolchain::find(&settings.root)?;
        let store = Store::open(&settings.store, &toolchain.key())?;
        toolchain.tracer(store.folder())?;
        // What is wrong with a manifest is what the build says.
        let (catalog, _) = Catalog::load(&settings.root);
        Ok(Self {
            settings,
            toolchain,
            store,
            catalog: RwLock::new(Arc::new(catalog)),
            locks: Mutex::default(),
            dependencies: Mutex::default(),
        })
    }

    /// The compiler.
    pub fn toolchain(&self) -> &Toolchain {
        &self.toolchain
    }

    /// How programs are confined.
    pub fn tier(&self) -> Tier {
        self.settings.tier
    }

    /// The listings that can be run here.
    pub fn catalog(&self) -> Arc<Catalog> {
        Arc::clone(&self.catalog.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the listings again, after one of them changed.
    pub fn refresh(&self) {
        let (catalog, _) = Catalog::load(&self.settings.root);
        *self.catalog.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(catalog);
        self.dependencies
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    /// Compiles and runs, and hands each event over as it happens.
    ///
    /// # Errors
    /// When the request cannot be served: too long, an unknown listing, a full disk.
    pub fn execute(
        &self,
        request: &Request,
        stop: &Stop,
        told: &mut dyn FnMut(Event),
    ) -> Result<Answer> {
        let start = Instant::now();
        let program = match self.program(request, stop, told)? {
            Ok(program) => program,
            Err(compiled) => return Ok(self.not_compiled(compiled, stop, start)),
        };
        let compiled = start.elapsed();
        let mut answer = Answer {
            exit: Reason::Finished,
            stdout: String::new(),
            stderr: String::new(),
            diagnostics: program.diagnostics.clone(),
            heap: None,
            tier: self.settings.tier,
            cached: program.cached,
            milliseconds: [compiled.as_millis() as u64, 0],
        };
        if request.kind == Crate::Bin || request.tests {
            told(Event::Running);
            self.run(&program, request, stop, told, &mut answer)?;
        }
        answer.milliseconds[1] = (start.elapsed() - compiled).as_millis() as u64;
        Ok(answer)
    }

    /// Compiles a listing as it is in the book, so that the first click finds it built.
    ///
    /// # Errors
    /// When it cannot be read or compiled.
    pub fn prepare(&self, listing: &str) -> Result<()> {
        let request = self.original(listing)?;
        match self.program(&request, &Stop::default(), &mut |_| {})? {
            Ok(_) => Ok(()),
            Err(compiled) => bail!("{listing} does not compile here: {:?}", compiled.ended),
        }
    }

    /// A listing as a page has it: its lines at their numbers, those of anchors empty.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn original(&self, listing: &str) -> Result<Request> {
        let code = original(&self.catalog(), &self.listing(listing)?)?;
        Ok(Request::of_listing(code, listing))
    }

    pub(crate) fn listing(&self, name: &str) -> Result<Listing> {
        let catalog = self.catalog();
        let found = catalog.find(name).cloned();
        found.map_err(|help| anyhow::anyhow!("there is no listing '{name}': {help}"))
    }

    fn not_compiled(&self, compiled: Compiled, stop: &Stop, start: Instant) -> Answer {
        let exit = match compiled.ended {
            Ended::Refused(reason) => Reason::Refused(reason),
            _ if stop.stopped() => Reason::Killed,
            Ended::Exit(_) if !compiled.diagnostics.is_empty() => Reason::CompileError,
            _ => Reason::CompilerKilled,
        };
        let rendered = compiled
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.rendered.as_str());
        Answer {
            exit,
            stdout: String::new(),
            stderr: rendered.collect(),
            diagnostics: compiled.diagnostics,
            heap: None,
            tier: self.settings.tier,
            cached: false,
            milliseconds: [start.elapsed().as_millis() as u64, 0],
        }
    }

    fn run(
        &self,
        program: &Program,
        request: &Request,
        stop: &Stop,
        told: &mut dyn FnMut(Event),
        answer: &mut Answer,
    ) -> Result<()> {
        let mut report = Vec::new();
        let (mut out, mut err) = (Text::default(), Text::default());
        let ended = supervise(
            &self.spec(program, request),
            stop,
            &mut |frame| match frame {
                Frame::Stdout(bytes) => told(Event::Stdout(out.push(&bytes))),
                Frame::Stderr(bytes) => told(Event::Stderr(err.push(&bytes))),
                Frame::Heap(bytes) => report.extend_from_slice(&bytes),
                Frame::Ended(_) => {}
            },
        )?;
        answer.stdout = out.text;
        answer.stderr = err.text;
        answer.exit = Reason::of(ended, &answer.stderr);
        if !report.is_empty() {
            answer.heap = heap::read(&report, &program.binary, &program.folder, program.lines);
        }
        Ok(())
    }

    fn spec(&self, program: &Program, request: &Request) -> Spec {
        let backtrace = if request.backtrace { "1" } else { "0" };
        Spec {
            role: Role::Program,
            tier: self.settings.tier,
            program: program.binary.clone(),
            args: Vec::new(),
            env: vec![("RUST_BACKTRACE".to_owned(), backtrace.to_owned())],
            cwd: PathBuf::from("/"),
            readable: vec![program.binary.clone(), self.toolchain.libraries.clone()],
            writable: Vec::new(),
            limits: self.settings.limits,
        }
    }
}

/// The code of a listing as a page has it: its lines at their numbers, those of anchors empty.
///
/// # Errors
/// When it cannot be read.
pub fn original(catalog: &Catalog, listing: &Listing) -> Result<String> {
    let source = catalog.source(listing, "src/lib.rs").map_err(|problems| {
        let problems: String = problems.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("cannot read {}: {problems}", listing.name)
    })?;
    let mut code = String::new();
    let mut at = 1;
    for (number, line) in source.shown(None) {
        code.push_str(&"\n".repeat(number.saturating_sub(at)));
        code.push_str(line);
        code.push('\n');
        at = number + 1;
    }
    Ok(code)
}
