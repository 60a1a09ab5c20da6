//! The test binary of a listing: starts a clean child per case and mode, and compares.

use crate::child::{
    self, CASE_VARIABLE, LAYOUT_VARIABLE, MODE_VARIABLE, OUT_VARIABLE, REPORT_VARIABLE, TraceReport,
};
use crate::dhat_report::{self, DhatReport};
use crate::frames::RUNTIME;
use crate::{compare, layout};
use anyhow::{Context, Result, bail, ensure};
use catalog::{
    CaseReport, Exact, ExactLayouts, HeapReport, LAYOUT_CASE, LAYOUT_SCHEMA, LayoutMeasured,
    LayoutReport, Listing, Measured, SCHEMA, Site, Stack, TypeLayout,
};
use libtest_mimic::{Arguments, Failed, Trial};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// A function of the listing, recorded under its name.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// The function's name.
    pub name: &'static str,
    /// Calls it.
    pub run: fn(),
}

/// What [`verify!`](crate::verify) hands over.
#[derive(Debug, Clone, Copy)]
pub struct Harness {
    /// The listing's folder.
    pub manifest_dir: &'static str,
    /// Its cases.
    pub cases: &'static [Case],
    /// The layouts of its types.
    pub layouts: fn() -> Vec<TypeLayout>,
}

impl Harness {
    /// The `main` of `tests/heap.rs`.
    pub fn main(self) -> ExitCode {
        if let Some((mode, case, out)) = child::order() {
            return report_errors(self.run_child(&mode, &case, &out));
        }
        if let Some(file) = std::env::var_os(REPORT_VARIABLE) {
            return report_errors(self.write_report(Path::new(&file)));
        }
        if let Some(file) = std::env::var_os(LAYOUT_VARIABLE) {
            return report_errors(self.write_layouts(Path::new(&file)));
        }
        let trials = self.cases.iter().map(|case| {
            Trial::test(case.name, move || {
                self.verify(case)
                    .map_err(|error| Failed::from(format!("{error:#}")))
            })
        });
        let trials = trials.chain(self.forgotten().into_iter().map(|name| {
            let what =
                format!("the recorded case '{name}' is not named in verify! of tests/heap.rs");
            Trial::test(name, move || Err(Failed::from(what)))
        }));
        let trials = trials.chain(self.has_layouts().then(|| {
            Trial::test(LAYOUT_CASE, move || {
                self.verify_layouts()
                    .map_err(|error| Failed::from(format!("{error:#}")))
            })
        }));
        libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit_code()
    }

    /// Recorded cases that nobody verifies any more, though pages may still show them.
    fn forgotten(&self) -> Vec<String> {
        let Ok((root, listing)) = self.listing() else {
            return Vec::new();
        };
        // That the file is malformed is what the verified cases say.
        let recorded =
            catalog::read_heap(&root, &listing).map_or(Vec::new(), |report| report.exact.cases);
        let names = recorded.into_iter().map(|case| case.case);
        names
            .filter(|name| self.cases.iter().all(|case| case.name != name))
            .collect()
    }

    fn listing(&self) -> Result<(PathBuf, Listing)> {
        Listing::of_folder(Path::new(self.manifest_dir))
            .map_err(|problem| anyhow::anyhow!("{problem}"))
    }

    fn run_child(&self, mode: &str, name: &str, out: &Path) -> Result<()> {
        let case = self.cases.iter().find(|case| case.name == name);
        let case = case.with_context(|| format!("verify! names no function '{name}'"))?;
        let listing = Path::new(self.manifest_dir).file_name().unwrap_or_default();
        child::run(&listing.to_string_lossy(), mode, case, out)
    }

    /// A fresh report of every case, for `cargo book record`; `measured` is left empty.
    fn write_report(&self, file: &Path) -> Result<()> {
        let (_, listing) = self.listing()?;
        let mut exact = Exact {
            pointer_width: usize::BITS,
            threads: listing.settings.threads,
            cases: Vec::new(),
        };
        let mut stacks = Vec::new();
        for case in self.cases {
            let (report, case_stacks) = fresh(&listing, case)?;
            exact.cases.push(report);
            stacks.extend(case_stacks);
        }
        let report = HeapReport {
            schema: SCHEMA,
            listing: listing.name.clone(),
            exact,
            stacks,
            release: Vec::new(),
            measured: Measured::default(),
        };
        let text = catalog::heap_text(&report)?;
        std::fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
    }

    /// Whether `verify!` names types, or once did.
    fn has_layouts(&self) -> bool {
        let recorded = |(root, listing): (PathBuf, Listing)| root.join(listing.layout_path());
        !(self.layouts)().is_empty() || self.listing().is_ok_and(|it| recorded(it).exists())
    }

    /// Fresh layouts, for `cargo book record`; `measured` is left empty. Without types no file is written.
    fn write_layouts(&self, file: &Path) -> Result<()> {
        let types = (self.layouts)();
        if types.is_empty() {
            return Ok(());
        }
        let report = LayoutReport {
            schema: LAYOUT_SCHEMA,
            listing: self.listing()?.1.name,
            exact: ExactLayouts {
                pointer_width: usize::BITS,
                types,
            },
            measured: LayoutMeasured::default(),
        };
        let text = catalog::layout_text(&report)?;
        std::fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
    }

    fn verify_layouts(&self) -> Result<()> {
        let (root, listing) = self.listing()?;
        let recorded = catalog::read_layout(&root, &listing)
            .map_err(|problem| anyhow::anyhow!("{problem}"))?;
        let path = listing.path("src/lib.rs");
        // Without the source the types are named without their lines.
        let source = std::fs::read_to_string(root.join(&path)).unwrap_or_default();
        let path = path.to_string_lossy();
        let fresh = (self.layouts)();
        let text = layout::differences(&path, &source, &recorded.exact.types, &fresh);
        if text.is_empty() {
            return Ok(());
        }
        let name = &listing.name;
        let message = format!(
            "the layouts of '{name}' are not what is recorded:\n{text}\
             if this is meant, run: cargo book record {name}"
        );
        let LayoutMeasured { rustc, target, .. } = &recorded.measured;
        settle(
            message,
            elsewhere(recorded.exact.pointer_width, rustc, target),
        )
    }

    fn verify(&self, case: &Case) -> Result<()> {
        let (root, listing) = self.listing()?;
        let recorded =
            catalog::read_heap(&root, &listing).map_err(|problem| anyhow::anyhow!("{problem}"))?;
        let again = format!("if this is meant, run: cargo book record {}", listing.name);
        let old = recorded.case(case.name).with_context(|| {
            format!(
                "{} has no case '{}'; {again}",
                listing.heap_path().display(),
                case.name
            )
        })?;
        let (new, stacks) = fresh(&listing, case)?;
        let text = if cfg!(debug_assertions) {
            let of_case = recorded
                .stacks
                .iter()
                .filter(|stack| stack.case == case.name);
            let same_paths = recorded.exact.threads || of_case.eq(&stacks);
            compare::differences(&listing.dir.to_string_lossy(), old, &new, same_paths)
        } else {
            let optimised = recorded
                .release
                .iter()
                .find(|release| release.case == case.name);
            compare::totals(
                optimised.map_or(&old.totals, |release| &release.totals),
                &new.totals,
            )
        };
        if text.is_empty() {
            return Ok(());
        }
        let message = format!(
            "the heap report of '{}', case '{}', is not what is recorded:\n{text}{again}",
            listing.name, case.name
        );
        let Measured { rustc, target, .. } = &recorded.measured;
        settle(
            message,
            elsewhere(recorded.exact.pointer_width, rustc, target),
        )
    }
}

/// A difference fails, or is noted where it is none of the listing's doing.
fn settle(message: String, elsewhere: Option<String>) -> Result<()> {
    match elsewhere {
        Some(reason) => {
            eprintln!("note: {message}\nnote: not a failure here: {reason}");
            Ok(())
        }
        None => bail!(message),
    }
}

fn report_errors(result: Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(3)
        }
    }
}

/// Why a difference is expected on this machine: figures hold for the compiler and platform of record.
fn elsewhere(pointer_width: u32, rustc: &str, target: &str) -> Option<String> {
    if pointer_width != usize::BITS {
        return Some(format!("it was recorded with {pointer_width}-bit pointers"));
    }
    let here = catalog::rustc_version()?;
    ((rustc, target) != (here.0.as_str(), here.1.as_str()))
        .then(|| format!("it was recorded with rustc {rustc} for {target}"))
}

/// Runs a case under dhat and under the tracer, and joins what they saw.
fn fresh(listing: &Listing, case: &Case) -> Result<(CaseReport, Vec<Stack>)> {
    let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
    let json = spawn(listing, "dhat", case, &folder.path().join("dhat.json"))?;
    let dhat = dhat_report::canonical(&listing.name, case.name, &json)?;
    let json = spawn(listing, "trace", case, &folder.path().join("trace.json"))?;
    let trace: TraceReport =
        serde_json::from_str(&json).context("the tracer wrote unexpected JSON")?;
    let threads = listing.settings.threads;
    if !threads {
        must_agree(&dhat, &trace)?;
        // An optimised build has no line numbers; only its totals are used.
        if cfg!(debug_assertions) {
            must_be_the_listings(&dhat)?;
        }
    }
    Ok(join(case, dhat, trace, threads))
}

fn must_agree(dhat: &DhatReport, trace: &TraceReport) -> Result<()> {
    let seen = (trace.blocks, trace.bytes, trace.peak_bytes, trace.end_bytes);
    let totals = &dhat.totals;
    let counted = (
        totals.blocks,
        totals.bytes,
        totals.peak_bytes,
        totals.end_bytes,
    );
    ensure!(
        seen == counted,
        "the tracer saw (blocks, bytes, peak, end) {seen:?}, dhat counted {counted:?}; \
         if the listing allocates on several threads, set threads = true in its Cargo.toml"
    );
    Ok(())
}

/// A request that no line of the listing led to would appear in the totals and on no line of the page.
fn must_be_the_listings(dhat: &DhatReport) -> Result<()> {
    let strange = dhat.sites.get(RUNTIME).map_or(0, |site| site.blocks);
    ensure!(
        strange == 0,
        "{strange} blocks were requested by no line of the listing's src/; is one of its functions \
         called from outside, or does it allocate on another thread (threads = true)?"
    );
    Ok(())
}

fn join(
    case: &Case,
    dhat: DhatReport,
    trace: TraceReport,
    threads: bool,
) -> (CaseReport, Vec<Stack>) {
    let mut sites: BTreeMap<String, Site> = dhat.sites;
    for (at, freed) in trace.freed {
        let site = sites.entry(at.clone()).or_default();
        site.at = at;
        site.freed_blocks = freed.freed_blocks;
        site.freed_bytes = freed.freed_bytes;
    }
    let mut report = CaseReport {
        case: case.name.to_owned(),
        totals: dhat.totals,
        sites: sites.into_values().collect(),
        events: trace.events,
        events_dropped: trace.events_dropped,
    };
    report.sites.sort_by_key(|site| line_order(&site.at));
    if threads {
        forget_order(&mut report);
    }
    (report, dhat.stacks)
}

/// The order in which lines are listed: by file, then by number.
pub(crate) fn line_order(at: &str) -> (String, u32) {
    let (file, line) = at.rsplit_once(':').unwrap_or((at, "0"));
    (file.to_owned(), line.parse().unwrap_or(0))
}

/// With several threads the order of events, and with it every peak, differs from run to run.
fn forget_order(report: &mut CaseReport) {
    report.totals.peak_blocks = 0;
    report.totals.peak_bytes = 0;
    report.events.clear();
    report.events_dropped = 0;
    for site in &mut report.sites {
        site.peak_blocks = 0;
        site.peak_bytes = 0;
    }
}

/// Runs this binary again as a child and returns what it wrote.
fn spawn(listing: &Listing, mode: &str, case: &Case, out: &Path) -> Result<String> {
    let binary = std::env::current_exe().context("cannot find this test binary")?;
    let mut child = Command::new(binary)
        .env(MODE_VARIABLE, mode)
        .env(CASE_VARIABLE, case.name)
        .env(OUT_VARIABLE, out)
        // A panic with a backtrace allocates megabytes in the symboliser.
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("cannot start this test binary again")?;
    let limit = Duration::from_secs(listing.settings.timeout);
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            bail!(
                "{}::{} was stopped under {mode} after {} s; if it needs longer, set timeout in its Cargo.toml",
                listing.name,
                case.name,
                limit.as_secs()
            );
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    ensure!(
        status.success(),
        "{}::{} ended with {status} under {mode}; see it with: cargo run -p {}",
        listing.name,
        case.name,
        listing.name
    );
    std::fs::read_to_string(out).with_context(|| {
        format!(
            "{}::{} wrote no report: does it leave with process::exit?",
            listing.name, case.name
        )
    })
}
