//! Five ways to ask for too much memory, each in a process of its own, and how the shell reports the end.

use std::collections::TryReserveError;
use std::hint::black_box;
use std::process::Command;
use std::thread;
use std::time::Duration;

/// More than an address of 47 bits can reach, so no setting of the kernel grants it.
const PEBIBYTE: usize = 1 << 50;
const GIBIBYTE: usize = 1 << 30;

// ANCHOR: ask
/// Asks for memory in the way that `what` names.
pub fn ask(what: &str) {
    match what {
        "refused" => drop(black_box(Vec::<u8>::with_capacity(PEBIBYTE))),
        "impossible" => drop(black_box(Vec::<u64>::with_capacity(usize::MAX))),
        "gibibyte" => drop(black_box(Vec::<u8>::with_capacity(GIBIBYTE))),
        "patient" => thread::sleep(Duration::from_secs(5)),
        "asks-first" => println!("{}", asking_first()),
        _ => println!("nothing to ask for"),
    }
}
// ANCHOR_END: ask

// ANCHOR: fallible
/// A buffer of `length` bytes, or the reason why there is none.
fn buffer(length: usize) -> Result<Vec<u8>, TryReserveError> {
    let mut buffer = Vec::new();
    buffer.try_reserve_exact(length)?;
    Ok(buffer)
}

/// Asks for a page, for a pebibyte, and for more bytes than can be counted.
pub fn asking_first() -> String {
    let granted = [4096, PEBIBYTE, usize::MAX].map(|length| match buffer(length) {
        Ok(buffer) => format!("{} bytes", black_box(buffer).capacity()),
        Err(_) => "refused".to_owned(),
    });
    granted.join(", ")
}
// ANCHOR_END: fallible

// ANCHOR: run
/// Starts each child from a shell, and prints what it said and what the shell calls its end.
pub fn run() {
    let plain = r#""$0" "$1"; echo "exit $?""#;
    let limited = r#"ulimit -v 524288; "$0" "$1"; echo "exit $?""#;
    let killed = r#""$0" "$1" & kill -9 $!; wait $!; echo "exit $?""#;
    println!("refused request:     {}", child(plain, "refused"));
    println!("impossible length:   {}", child(plain, "impossible"));
    println!("1 GiB under a limit: {}", child(limited, "gibibyte"));
    println!("1 GiB without one:   {}", child(plain, "gibibyte"));
    println!("killed from outside: {}", child(killed, "patient"));
    println!("asks first:          {}", child(plain, "asks-first"));
}
// ANCHOR_END: run

/// What of the child's output is shown; the rest is the shell's, or differs from run to run.
const SHOWN: [&str; 4] = [
    "memory allocation",
    "capacity overflow",
    "4096 bytes",
    "exit",
];

/// Lets a shell run the script with the child: what the child said, and its exit code.
fn child(script: &str, what: &str) -> String {
    let own = std::env::current_exe().expect("a path"); // the child is this very program, with an argument
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("ulimit -c 0; {script}")]);
    shell.arg(own).arg(what);
    let output = shell.output().expect("every Linux has a shell");
    let said = [output.stderr, output.stdout].concat();
    let said = String::from_utf8_lossy(&said);
    let shown = |line: &&str| SHOWN.iter().any(|start| line.starts_with(start));
    said.lines().filter(shown).collect::<Vec<_>>().join(" - ")
}
