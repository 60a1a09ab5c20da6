//! `cargo book exercise --watch`: a verdict at the start, and one after each change.

use crate::scratch::Scratch;
use crate::server::PATIENCE;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Instant;

/// Ends the command, also when the test fails.
struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits for a line that contains `text`.
#[track_caller]
fn wait_for(lines: &Receiver<String>, text: &str) {
    let start = Instant::now();
    let mut seen = Vec::new();
    while let Ok(line) = lines.recv_timeout(PATIENCE.saturating_sub(start.elapsed())) {
        if line.contains(text) {
            return;
        }
        seen.push(line);
    }
    panic!("no '{text}' in:\n{}", seen.join("\n"));
}

#[test]
fn a_watched_exercise_is_judged_again_after_every_change() {
    let overlay = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/test-exercise/overlay");
    let scratch = Scratch::new("watch-exercise", Some(&overlay));
    let mut command = scratch.book(&["exercise", "group-by", "--watch"]);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut watching = Watching(command.spawn().expect("it starts"));
    let stdout = watching.0.stdout.take().expect("stdout is piped");
    let (tell, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            // The test may be over.
            let _ = tell.send(line);
        }
    });
    wait_for(&lines, "Not yet: ");
    wait_for(&lines, "watching exercises/one/group-by");

    let exercise = scratch.root.join("exercises/one/group-by");
    let starter = std::fs::read(exercise.join("src/lib.rs")).expect("the starter");
    let solution = std::fs::read(exercise.join("solution/lib.rs")).expect("the solution");
    std::fs::write(exercise.join("src/lib.rs"), "no code").expect("written");
    wait_for(&lines, "It does not compile yet.");
    std::fs::write(exercise.join("src/lib.rs"), solution).expect("written");
    wait_for(&lines, "Solved: ");
    std::fs::write(exercise.join("src/lib.rs"), starter).expect("written");
    wait_for(&lines, "Not yet: ");
}
