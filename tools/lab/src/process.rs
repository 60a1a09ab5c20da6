//! Runs a program with a time limit and an output limit.

use anyhow::{Context, Result};
use std::io::Read;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// What one run may use.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Wall-clock time.
    pub time: Duration,
    /// Bytes of stdout, and of stderr.
    pub output: usize,
}

impl Limits {
    /// The limits of a listing: its timeout, and one mebibyte of output.
    pub fn seconds(seconds: u64) -> Self {
        Self {
            time: Duration::from_secs(seconds),
            output: 1 << 20,
        }
    }
}

/// How long the last bytes of an ended program may take to arrive.
const GRACE: Duration = Duration::from_millis(500);

/// What a run left behind.
#[derive(Debug)]
pub struct Outcome {
    /// Why it ended.
    pub ended: Ended,
    /// What it printed, up to the limit.
    pub stdout: Vec<u8>,
    /// What it complained, up to the limit.
    pub stderr: Vec<u8>,
}

/// Why a run ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Ended {
    /// By itself.
    Exit(ExitStatus),
    /// Killed at the time limit.
    TimeLimit(Duration),
    /// Killed when it had printed this many bytes.
    OutputLimit(usize),
}

impl Outcome {
    /// Stdout as text when the run succeeded, else what went wrong.
    ///
    /// # Errors
    /// When the run failed, was stopped, or printed something that is not UTF-8.
    pub fn text(self) -> Result<String, String> {
        let status = match self.ended {
            Ended::Exit(status) => status,
            Ended::TimeLimit(limit) => {
                return Err(format!("was stopped after {} s", limit.as_secs_f32()));
            }
            Ended::OutputLimit(limit) => {
                return Err(format!("was stopped after printing {limit} bytes"));
            }
        };
        if !status.success() {
            let stderr = String::from_utf8_lossy(&self.stderr);
            let last = stderr.lines().rev().take(8).collect::<Vec<_>>();
            let last: Vec<&str> = last.into_iter().rev().collect();
            return Err(format!("ended with {status}\n{}", last.join("\n")));
        }
        String::from_utf8(self.stdout).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            format!("printed bytes that are not UTF-8, the first of them at byte {at}")
        })
    }
}

/// Runs `command` to its end or to a limit. Its stdin is empty.
///
/// # Errors
/// When the program cannot be started.
pub fn run_limited(command: &mut Command, limits: Limits) -> Result<Outcome> {
    let mut child = start(command)?;
    let stdout = child.stdout.take().context("stdout is piped")?;
    let stderr = child.stderr.take().context("stderr is piped")?;
    let over = Arc::new(AtomicBool::new(false));
    let stdout = read_up_to(stdout, limits.output, &over);
    let stderr = read_up_to(stderr, limits.output, &over);
    let deadline = Instant::now() + limits.time;
    let mut ended = wait(&mut child, limits, &over)?;
    let bytes = |pipe: Receiver<Vec<u8>>| {
        let left = deadline.saturating_duration_since(Instant::now());
        pipe.recv_timeout(left.max(GRACE))
    };
    let (stdout, stderr) = (bytes(stdout), bytes(stderr));
    if over.load(Ordering::Relaxed) {
        // It may have ended before its last bytes were read.
        ended = Ended::OutputLimit(limits.output);
    } else if stdout.is_err() || stderr.is_err() {
        // A process that it started goes on and holds its streams open.
        ended = Ended::TimeLimit(limits.time);
    }
    Ok(Outcome {
        ended,
        stdout: stdout.unwrap_or_default(),
        stderr: stderr.unwrap_or_default(),
    })
}

fn start(command: &mut Command) -> Result<Child> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let program = command.get_program().to_string_lossy().into_owned();
    command
        .spawn()
        .with_context(|| format!("cannot start {program}"))
}

fn wait(child: &mut Child, limits: Limits, over: &AtomicBool) -> Result<Ended> {
    let start = Instant::now();
    loop {
        if over.load(Ordering::Relaxed) {
            stop(child)?;
            return Ok(Ended::OutputLimit(limits.output));
        }
        if let Some(status) = child.try_wait()? {
            return Ok(Ended::Exit(status));
        }
        if start.elapsed() > limits.time {
            stop(child)?;
            return Ok(Ended::TimeLimit(limits.time));
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn stop(child: &mut Child) -> Result<()> {
    child.kill().context("cannot stop the program")?;
    child.wait().context("cannot wait for the program")?;
    Ok(())
}

/// Reads on a thread of its own, which is left behind when the pipe never ends.
fn read_up_to(
    mut pipe: impl Read + Send + 'static,
    limit: usize,
    over: &Arc<AtomicBool>,
) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    let over = Arc::clone(over);
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.by_ref().take(limit as u64).read_to_end(&mut bytes);
        if bytes.len() == limit && pipe.read(&mut [0]).is_ok_and(|more| more > 0) {
            over.store(true, Ordering::Relaxed);
        }
        // Nobody may be waiting for it any more.
        let _ = sender.send(bytes);
    });
    receiver
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, limits: Limits) -> Outcome {
        run_limited(Command::new("sh").args(["-c", script]), limits).expect("sh starts")
    }

    #[test]
    fn a_program_that_loops_is_stopped_at_the_time_limit() {
        let limits = Limits {
            time: Duration::from_millis(100),
            output: 100,
        };
        let outcome = shell("echo early; exec sleep 60", limits);
        assert_eq!(outcome.ended, Ended::TimeLimit(limits.time));
        assert_eq!(outcome.stdout, b"early\n");
        assert!(
            outcome
                .text()
                .expect_err("stopped")
                .contains("was stopped after 0.1 s")
        );
    }

    #[test]
    fn a_program_that_leaves_another_behind_is_not_waited_for() {
        let limits = Limits {
            time: Duration::from_millis(100),
            output: 100,
        };
        let start = Instant::now();
        for script in ["sleep 20; true", "sleep 20 &"] {
            assert_eq!(shell(script, limits).ended, Ended::TimeLimit(limits.time));
        }
        assert!(start.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn a_program_that_prints_fifty_megabytes_is_stopped_at_the_output_limit() {
        let outcome = shell("exec head -c 50000000 /dev/zero", Limits::seconds(60));
        assert_eq!(outcome.ended, Ended::OutputLimit(1 << 20));
        assert_eq!(outcome.stdout.len(), 1 << 20);
    }

    #[test]
    fn output_that_is_not_utf8_is_named_with_its_place() {
        let outcome = shell(r"printf 'ab\377'", Limits::seconds(10));
        assert!(outcome.text().expect_err("not UTF-8").contains("at byte 2"));
    }

    #[test]
    fn a_program_that_fails_shows_its_last_words() {
        let outcome = shell("echo oh no >&2; exit 3", Limits::seconds(10));
        let error = outcome.text().expect_err("failed");
        assert!(
            error.contains("exit status: 3") && error.contains("oh no"),
            "{error}"
        );
    }

    #[test]
    fn a_program_that_cannot_start_is_named() {
        let error = run_limited(&mut Command::new("./no-such-program"), Limits::seconds(1));
        assert!(
            error
                .expect_err("missing")
                .to_string()
                .contains("./no-such-program")
        );
    }
}
