//! Every exercise of the book that a page offers, run as the page runs it: the starter fails for the stated
//! reason, the solution passes, and hostile code gets no further than in a listing. This test binary is its own
//! launcher.

use catalog::Exercise;
use libtest_mimic::{Arguments, Failed, Trial};
use runner::{Answer, Reason, Request, Runner, Settings, Stop, Tier, strongest_tier};
use std::path::Path;
use std::sync::Arc;

fn main() -> std::process::ExitCode {
    runner::launcher_main();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = root.canonicalize().expect("the book's root");
    let (tier, _) = strongest_tier(Tier::Full).expect("a launcher can be started");
    let store = tempfile::tempdir().expect("a folder");
    let mut settings = Settings::new(&root, tier);
    settings.store = store.path().to_owned();
    let runner = Arc::new(Runner::new(settings).expect("a runner"));
    let catalog = runner.catalog();
    let mut trials = Vec::new();
    for exercise in catalog.exercises.values() {
        let (with, exercise) = (Arc::clone(&runner), exercise.clone());
        let name = format!("page/{}", exercise.name);
        trials.push(Trial::test(name, move || match exercise.in_page {
            true => in_page(&with, &exercise),
            false => refused(&with, &exercise),
        }));
    }
    for (name, attempt) in ATTACKS {
        let with = Arc::clone(&runner);
        let trial = move || hostile(&with, attempt);
        trials.push(
            Trial::test(format!("hostile/{name}"), trial).with_ignored_flag(tier < Tier::NoNs),
        );
    }
    let with = Arc::clone(&runner);
    trials.push(Trial::test("an allocator of one's own counts", move || {
        own_allocator(&with)
    }));
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn run(runner: &Runner, request: &Request) -> Result<Answer, Failed> {
    Ok(runner.execute(request, &Stop::default(), &mut |_| {})?)
}

fn said(answer: &Answer) -> String {
    let Answer {
        exit,
        stdout,
        stderr,
        ..
    } = answer;
    format!("{exit:?}\n{stdout}\n{stderr}")
}

fn in_page(runner: &Runner, exercise: &Exercise) -> Result<(), Failed> {
    let starter = run(runner, &runner.starter(&exercise.name)?)?;
    let wanted = &exercise.fails.value;
    if starter.exit != Reason::Panicked || !starter.stdout.contains(wanted.as_str()) {
        return Err(format!(
            "the starter should fail with '{wanted}': {}",
            said(&starter)
        )
        .into());
    }
    let catalog = runner.catalog();
    let solution = std::fs::read_to_string(catalog.root.join(exercise.solution()))?;
    let solved = run(runner, &Request::of_exercise(solution, &exercise.name))?;
    if solved.exit != Reason::Finished || solved.stdout.contains("0 passed") {
        return Err(format!("the solution should pass: {}", said(&solved)).into());
    }
    Ok(())
}

fn refused(runner: &Runner, exercise: &Exercise) -> Result<(), Failed> {
    match runner.starter(&exercise.name) {
        Err(error) if error.to_string().contains("cargo book exercise") => Ok(()),
        Err(error) => Err(format!("{error:#}").into()),
        Ok(_) => Err("it is offered".into()),
    }
}

/// What must not succeed, as expressions that are true if it did.
const ATTACKS: [(&str, &str); 4] = [
    (
        "files are not read",
        "std::fs::read(\"/etc/passwd\").is_ok()",
    ),
    (
        "files are not written",
        "std::fs::write(\"/tmp/escaped\", \"\").is_ok()",
    ),
    (
        "no process is started",
        "std::process::Command::new(\"/bin/true\").status().is_ok()",
    ),
    (
        "the network is closed",
        "std::net::TcpListener::bind(\"127.0.0.1:0\").is_ok()",
    ),
];

fn hostile(runner: &Runner, attempt: &str) -> Result<(), Failed> {
    let starter = runner.starter("collections/group-by")?.code;
    let opening = "HashMap<String, usize> {\n";
    let attack = format!("{opening}    assert!(!({attempt}), \"ESCAPED\");\n");
    let code = starter.replacen(opening, &attack, 1);
    if code == starter {
        return Err("collections/group-by has changed: this attack needs another place".into());
    }
    let answer = run(runner, &Request::of_exercise(code, "collections/group-by"))?;
    // It went on to fail as the starter does.
    if answer.stdout.contains("ESCAPED") || !answer.stdout.contains("the budget is 2") {
        return Err(said(&answer).into());
    }
    Ok(())
}

/// A shared standard library would go on with its own, and nothing would be counted.
fn own_allocator(runner: &Runner) -> Result<(), Failed> {
    let answer = run(runner, &Request::program(OWN_ALLOCATOR.to_owned()))?;
    match answer.stdout.as_str() {
        "1\n" => Ok(()),
        _ => Err(said(&answer).into()),
    }
}

const OWN_ALLOCATOR: &str = r#"
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};
static ASKED: AtomicUsize = AtomicUsize::new(0);
struct Counting;
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ASKED.fetch_add(1, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        unsafe { System.dealloc(block, layout) }
    }
}
#[global_allocator]
static HEAP: Counting = Counting;
fn main() {
    let before = ASKED.load(Ordering::Relaxed);
    let mut numbers = Vec::new();
    numbers.push(std::hint::black_box(1u64));
    let asked = ASKED.load(Ordering::Relaxed) - before;
    println!("{asked}");
    drop(numbers);
}
"#;
