//! rustc in its sandbox: one source file in, a binary or diagnostics out.

use crate::request::{Crate, Mode, Request};
use crate::spec::{Ended, Frame, Limits, Role, Spec, Tier};
use crate::supervise::{Stop, supervise};
use crate::toolchain::{self, Toolchain};
use anyhow::Result;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// One message of rustc.
#[derive(Debug, Clone, Serialize)]
pub struct Diagnostic {
    /// `error`, `warning`, …
    pub level: String,
    /// In one line.
    pub message: String,
    /// `E0382` where it has one.
    pub code: Option<String>,
    /// As in the terminal.
    pub rendered: String,
    /// Where in the reader's code.
    pub spans: Vec<Span>,
}

/// A place in the code, counted from 1.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Span {
    /// First line.
    pub line_start: u32,
    /// First column.
    pub column_start: u32,
    /// Last line.
    pub line_end: u32,
    /// Column behind the last.
    pub column_end: u32,
    /// The place that the message is about.
    pub is_primary: bool,
}

#[derive(Deserialize)]
struct Message {
    level: String,
    message: String,
    code: Option<Code>,
    rendered: Option<String>,
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

/// What a call of rustc makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    /// What the request names.
    Whole,
    /// The library of an exercise, under this crate name.
    Library(&'a str),
    /// The tests of an exercise.
    Tests,
}

/// A call of rustc.
pub(crate) struct Compile<'a> {
    pub(crate) toolchain: &'a Toolchain,
    pub(crate) tier: Tier,
    pub(crate) limits: Limits,
    pub(crate) request: &'a Request,
    /// The work folder; the source lies in it.
    pub(crate) folder: &'a Path,
    /// Relative to it.
    pub(crate) source: &'a str,
    /// The tracer, when it is linked.
    pub(crate) tracer: Option<&'a Path>,
    /// The listing's own dependencies.
    pub(crate) libraries: &'a [(String, PathBuf)],
    /// What to make of the source.
    pub(crate) part: Part<'a>,
    /// Only look for errors; as what kind of crate.
    pub(crate) check: Option<&'static str>,
}

/// Where a call writes to, relative to its work folder.
const OUTPUT: &str = "out/program";

/// What came of it.
pub(crate) struct Compiled {
    pub(crate) ended: Ended,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Compile<'_> {
    /// Where the binary lies afterwards.
    pub(crate) fn output(&self) -> PathBuf {
        self.folder.join(OUTPUT)
    }

    pub(crate) fn run(&self, stop: &Stop) -> Result<Compiled> {
        let mut text = Vec::new();
        let ended = supervise(&self.spec(), stop, &mut |frame| {
            if let Frame::Stderr(bytes) = frame {
                text.extend_from_slice(&bytes);
            }
        })?;
        let diagnostics = diagnostics(&String::from_utf8_lossy(&text));
        Ok(Compiled { ended, diagnostics })
    }

    fn spec(&self) -> Spec {
        let folder = self.folder.to_owned();
        let mut readable = vec![self.toolchain.sysroot.clone()];
        readable.extend(self.tracer.and_then(Path::parent).map(Path::to_owned));
        readable.extend(
            self.libraries
                .iter()
                .filter_map(|(_, path)| path.parent())
                .map(Path::to_owned),
        );
        let text = |path: PathBuf| path.to_string_lossy().into_owned();
        Spec {
            role: Role::Compiler,
            tier: self.tier,
            program: self.toolchain.rustc.clone(),
            args: self.arguments(),
            env: vec![
                ("PATH".to_owned(), "/usr/bin:/bin".to_owned()),
                ("TMPDIR".to_owned(), text(folder.join("tmp"))),
            ],
            cwd: folder.clone(),
            readable,
            writable: vec![folder],
            limits: self.limits,
        }
    }

    fn arguments(&self) -> Vec<String> {
        let request = self.request;
        let name = match self.part {
            Part::Whole => "program",
            Part::Library(name) => name,
            Part::Tests => "budget_tests",
        };
        let mut args = vec![
            self.source.to_owned(),
            format!("--edition={}", request.edition.name()),
            format!("--crate-name={name}"),
            "--error-format=json".to_owned(),
        ];
        if request.listing.is_some() {
            // What a library offers and `run` does not use is not dead.
            args.push("-Adead_code".to_owned());
        }
        for (name, path) in self.libraries {
            args.push(format!("--extern={name}={}", path.display()));
            args.extend(
                path.parent()
                    .map(|folder| format!("-Ldependency={}", folder.display())),
            );
        }
        if let Some(tracer) = self.tracer {
            args.push(format!("--extern=memory_lab={}", tracer.display()));
        }
        if let Some(kind) = self.check {
            args.extend(["--emit=metadata".to_owned(), format!("--crate-type={kind}")]);
            args.push("--out-dir=out".to_owned());
            return args;
        }
        args.extend(self.code_generation());
        args
    }

    fn code_generation(&self) -> Vec<String> {
        let mut args = vec![
            "-Cforce-frame-pointers=yes".to_owned(),
            "-Cincremental=incremental".to_owned(),
        ];
        args.push("-Cdebuginfo=line-tables-only".to_owned());
        if self.tracer.is_some() {
            args.extend(self.dynamic());
        } else if !self.request.backtrace {
            // With the whole library in it the binary would be ten times as large.
            args.push("-Cstrip=debuginfo".to_owned());
        }
        if self.request.mode == Mode::Release {
            args.push("-Copt-level=3".to_owned());
        }
        match self.part {
            Part::Library(_) => args.push("--crate-type=rlib".to_owned()),
            _ if self.request.tests => args.push("--test".to_owned()),
            _ if self.request.kind == Crate::Lib => args.push("--crate-type=lib".to_owned()),
            _ => {}
        }
        args.push(format!("-o{OUTPUT}"));
        args
    }

    /// The shared standard library, found by the binary where it is.
    fn dynamic(&self) -> Vec<String> {
        let flags = toolchain::dynamic().iter().map(|&flag| flag.to_owned());
        let libraries = self.toolchain.libraries.display();
        let path = format!("-Clink-arg=-Wl,-rpath,{libraries}");
        flags
            .chain(cfg!(target_os = "linux").then_some(path))
            .collect()
    }
}

/// The messages of rustc that are about the code; its summaries are not.
fn diagnostics(text: &str) -> Vec<Diagnostic> {
    text.lines()
        .filter_map(|line| serde_json::from_str::<Message>(line).ok())
        .filter(|message| !message.spans.is_empty() || message.level == "error")
        .filter(|message| !message.message.starts_with("aborting due to"))
        .map(|message| Diagnostic {
            level: message.level,
            message: message.message,
            code: message.code.map(|code| code.code),
            rendered: message.rendered.unwrap_or_default(),
            spans: message.spans,
        })
        .collect()
}
