//! Answers a request: finds or builds the binary, runs it, reads its heap report.

use crate::compile::{Compile, Compiled, Diagnostic};
use crate::entry;
use crate::heap::{self, Heap};
use crate::spec::{Ended, Frame, Limits, Role, Spec, Tier};
use crate::store::Store;
use crate::supervise::{Stop, supervise};
use crate::toolchain::{Toolchain, hash};
use anyhow::{Context, Result, bail};
use catalog::{Catalog, HeapMode, Listing};
use serde::Serialize;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The longest source that is compiled.
pub const LONGEST_SOURCE: usize = 64 << 10;

/// What is to be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The source: a program, or a listing's `src/lib.rs`.
    pub code: String,
    /// The listing that the code is or was.
    pub listing: Option<String>,
    /// The edition.
    pub edition: Edition,
    /// Optimised or not.
    pub mode: Mode,
    /// What to compile it to.
    pub kind: Crate,
    /// Run its tests.
    pub tests: bool,
    /// Print a backtrace after a panic.
    pub backtrace: bool,
}

/// An edition of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "a year each")]
pub enum Edition {
    E2015,
    E2018,
    E2021,
    E2024,
}

impl Edition {
    /// As rustc calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::E2015 => "2015",
            Self::E2018 => "2018",
            Self::E2021 => "2021",
            Self::E2024 => "2024",
        }
    }
}

/// Optimised or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// As Cargo's dev profile.
    Debug,
    /// As Cargo's release profile.
    Release,
}

/// What to compile to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crate {
    /// A program, which is run.
    Bin,
    /// A library, which is only compiled.
    Lib,
}

/// What a reader can be shown while it happens.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "lowercase", tag = "type", content = "text")]
pub enum Event {
    /// rustc was started.
    Compiling,
    /// The program was started.
    Running,
    /// It printed this.
    Stdout(String),
    /// It complained this.
    Stderr(String),
}

/// Why a run is over, in terms of a reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "reason", content = "value")]
pub enum Reason {
    /// `main` returned.
    Finished,
    /// It ended with this code.
    Failed(i32),
    /// `main` panicked.
    Panicked,
    /// It aborted.
    Aborted,
    /// A thread had no stack left.
    StackOverflow,
    /// It asked for more memory than it may have.
    MemoryLimit,
    /// Killed after this many milliseconds.
    TimeLimit(u64),
    /// Killed when it had printed this many bytes.
    OutputLimit(u64),
    /// Killed by the reader.
    Killed,
    /// Ended by this signal.
    Signal(i32),
    /// The code does not compile.
    CompileError,
    /// rustc was killed at a limit.
    CompilerKilled,
    /// The sandbox does not hold, so nothing was run.
    Refused(String),
}

/// Everything about a run.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// Why it is over.
    pub exit: Reason,
    /// What it printed.
    pub stdout: String,
    /// What it complained.
    pub stderr: String,
    /// What rustc said.
    pub diagnostics: Vec<Diagnostic>,
    /// What it did to the heap; nothing when the report could not be written or linked.
    pub heap: Option<Heap>,
    /// How it was confined.
    pub tier: Tier,
    /// The binary was already there.
    pub cached: bool,
    /// Milliseconds for compiling and for running.
    pub milliseconds: [u64; 2],
}

impl Answer {
    /// Whether it ran to its end without an error.
    pub fn success(&self) -> bool {
        self.exit == Reason::Finished
    }
}

/// How a runner works.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The book's root.
    pub root: PathBuf,
    /// Where binaries are kept.
    pub store: PathBuf,
    /// How programs are confined.
    pub tier: Tier,
    /// What one program may use.
    pub limits: Limits,
    /// What rustc may use. A listing takes it a fifth of a second and 200 MB.
    pub compiler: Limits,
}

impl Settings {
    /// The usual limits, and a store below `target/`.
    pub fn new(root: &Path, tier: Tier) -> Self {
        Self {
            root: root.to_owned(),
            store: root.join("target/runner"),
            tier,
            limits: Limits {
                wall: Duration::from_secs(10),
                memory: 512 << 20,
                output: 64 << 10,
                file: 0,
            },
            compiler: Limits {
                wall: Duration::from_secs(10),
                memory: 3 << 29,
                output: 1 << 20,
                file: 256 << 20,
            },
        }
    }
}

/// Runs readers' code.
#[derive(Debug)]
pub struct Runner {
    settings: Settings,
    toolchain: Toolchain,
    store: Store,
    catalog: Catalog,
    /// One compiler at a time per work folder.
    locks: Mutex<HashMap<String, Arc<Mutex<()>>>>,
    dependencies: Mutex<HashMap<String, Vec<(String, PathBuf)>>>,
}

/// A binary with what is needed to read its report.
struct Program {
    binary: PathBuf,
    folder: PathBuf,
    lines: u32,
    counted: bool,
    diagnostics: Vec<Diagnostic>,
    cached: bool,
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
            catalog,
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
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
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
        let source = self
            .catalog
            .source(self.listing(listing)?, "src/lib.rs")
            .map_err(|problems| {
                anyhow::anyhow!(
                    "cannot read {listing}: {}",
                    problems.iter().map(ToString::to_string).collect::<String>()
                )
            })?;
        let mut code = String::new();
        let mut at = 1;
        for (number, line) in source.shown(None) {
            code.push_str(&"\n".repeat(number.saturating_sub(at)));
            code.push_str(line);
            code.push('\n');
            at = number + 1;
        }
        Ok(Request::of_listing(code, listing))
    }

    fn listing(&self, name: &str) -> Result<&Listing> {
        self.catalog
            .find(name)
            .map_err(|help| anyhow::anyhow!("there is no listing '{name}': {help}"))
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

    fn program(
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
        answer.exit = reason(ended, &answer.stderr);
        if program.counted && !report.is_empty() {
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

impl Request {
    /// A listing's code as the page sends it.
    pub fn of_listing(code: String, listing: &str) -> Self {
        Self {
            listing: Some(listing.to_owned()),
            ..Self::program(code)
        }
    }

    /// A program in the newest edition, not optimised.
    pub fn program(code: String) -> Self {
        Self {
            code,
            listing: None,
            edition: Edition::E2024,
            mode: Mode::Debug,
            kind: Crate::Bin,
            tests: false,
            backtrace: false,
        }
    }

    /// Changes with whatever changes the binary.
    fn key(&self, name: &str) -> String {
        let flags = format!(
            "{} {:?} {:?} {}",
            self.edition.name(),
            self.mode,
            self.kind,
            self.tests
        );
        hash([name.as_bytes(), flags.as_bytes(), self.code.as_bytes()])
    }
}

/// Bytes that arrive in pieces, a letter of several bytes perhaps in two.
#[derive(Default)]
struct Text {
    text: String,
    rest: Vec<u8>,
}

impl Text {
    /// Adds a piece and returns what became readable.
    fn push(&mut self, bytes: &[u8]) -> String {
        self.rest.extend_from_slice(bytes);
        let complete = match std::str::from_utf8(&self.rest) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => self.rest.len(),
        };
        let piece = String::from_utf8_lossy(&self.rest[..complete]).into_owned();
        self.rest.drain(..complete);
        self.text.push_str(&piece);
        piece
    }
}

/// Numbers of signals that are the same on every Unix.
const SIGABRT: i32 = 6;

fn reason(ended: Ended, stderr: &str) -> Reason {
    match ended {
        Ended::Exit(0) => Reason::Finished,
        Ended::Exit(101) => Reason::Panicked,
        Ended::Exit(code) => Reason::Failed(code),
        Ended::Signal(SIGABRT) if stderr.contains("has overflowed its stack") => {
            Reason::StackOverflow
        }
        Ended::Signal(SIGABRT) if stderr.contains("memory allocation of") => Reason::MemoryLimit,
        Ended::Signal(SIGABRT) => Reason::Aborted,
        Ended::Signal(signal) => Reason::Signal(signal),
        Ended::TimeLimit(limit) => Reason::TimeLimit(limit),
        Ended::OutputLimit(limit) => Reason::OutputLimit(limit),
        Ended::Killed => Reason::Killed,
        Ended::Refused(why) => Reason::Refused(why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_in_two_pieces_is_one_letter() {
        let mut text = Text::default();
        let letter = "한".as_bytes();
        assert_eq!(text.push(&letter[..1]), "");
        assert_eq!(text.push(&letter[1..]), "한");
        assert_eq!(text.push(b"\xff!"), "\u{fffd}!");
    }
}
