//! Every listing of the book, run as a page runs it, does what its record says, line by line; those with
//! dependencies of their own also after an edit. This test binary is its own launcher.

use catalog::{HeapMode, HeapReport, Listing, PageMode};
use libtest_mimic::{Arguments, Failed, Trial};
use runner::{Answer, Heap, Reason, Request, Runner, Settings, Stop, Tier};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

fn main() -> std::process::ExitCode {
    runner::launcher_main();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = root.canonicalize().expect("the book's root");
    let (tier, _) = runner::strongest_tier(Tier::Full).expect("a launcher can be started");
    let store = tempfile::tempdir().expect("a folder");
    let mut settings = Settings::new(&root, tier);
    settings.store = store.path().to_owned();
    let runner = Arc::new(Runner::new(settings).expect("a runner"));
    let catalog = runner.catalog();
    let (version, target) = catalog::rustc_version().expect("rustc is on the PATH");
    let mut trials = Vec::new();
    let runnable = catalog.listings.values().filter(|listing| {
        listing.settings.page == PageMode::Run && listing.settings.heap == HeapMode::Run
    });
    for listing in runnable {
        let recorded = catalog::read_heap(&catalog.root, listing).ok();
        // The figures of another compiler or platform may differ, which is no failure.
        let recorded = recorded
            .filter(|report| report.measured.rustc == version && report.measured.target == target);
        let (with, named) = (Arc::clone(&runner), listing.clone());
        trials.push(Trial::test(
            format!("recorded/{}", listing.name),
            move || as_recorded(&with, &named, recorded.as_ref()),
        ));
        if !listing.std_only {
            let (with, name) = (Arc::clone(&runner), listing.name.clone());
            trials.push(Trial::test(format!("edited/{name}"), move || {
                edited(&with, &name)
            }));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn run(runner: &Runner, request: &Request) -> Result<Answer, Failed> {
    let answer = runner.execute(request, &Stop::default(), &mut |_| {})?;
    if answer.exit == Reason::Finished {
        Ok(answer)
    } else {
        Err(format!("{:?}\n{}", answer.exit, answer.stderr).into())
    }
}

fn heap(answer: Answer) -> Result<Heap, Failed> {
    answer.heap.ok_or_else(|| "it has no heap report".into())
}

fn as_recorded(
    runner: &Runner,
    listing: &Listing,
    recorded: Option<&HeapReport>,
) -> Result<(), Failed> {
    let answer = run(runner, &runner.original(&listing.name)?)?;
    let heap = heap(answer)?;
    let Some(case) = recorded.and_then(|report| report.case("run")) else {
        return Ok(());
    };
    let (mut here, mut there) = (heap.totals, case.totals);
    if listing.settings.threads {
        for totals in [&mut here, &mut there] {
            (totals.peak_blocks, totals.peak_bytes) = (0, 0);
        }
    }
    if here != there {
        return Err(format!("{here:?}, recorded {there:?}").into());
    }
    let here: BTreeMap<&str, _> = heap
        .sites
        .iter()
        .map(|site| {
            (
                site.at.as_str(),
                [site.blocks, site.bytes, site.freed_blocks, site.freed_bytes],
            )
        })
        .collect();
    let there: BTreeMap<&str, _> = case
        .sites
        .iter()
        .map(|site| {
            (
                site.at.as_str(),
                [site.blocks, site.bytes, site.freed_blocks, site.freed_bytes],
            )
        })
        .collect();
    if here == there {
        Ok(())
    } else {
        Err(format!("by line {here:#?}\nrecorded {there:#?}").into())
    }
}

/// One block more, which is freed at once, is one block more.
fn edited(runner: &Runner, name: &str) -> Result<(), Failed> {
    let original = runner.original(name)?;
    let before = heap(run(runner, &original)?)?.totals;
    let code = original.code.replacen(
        "pub fn run() {",
        "pub fn run() { drop(std::hint::black_box(vec![0u8; 7]));",
        1,
    );
    let after = heap(run(runner, &Request::of_listing(code, name))?)?.totals;
    let expected = (before.blocks + 1, before.bytes + 7, before.end_bytes);
    if (after.blocks, after.bytes, after.end_bytes) == expected {
        Ok(())
    } else {
        Err(format!("{before:?}, edited {after:?}").into())
    }
}
