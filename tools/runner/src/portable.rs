//! The launcher where there is no sandbox of ours: time and output limits, and nothing else.

use crate::spec::{Ended, Frame, Spec};
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Instant;

/// How the tracer, which inherits no pipe here, is told where to report.
const REPORT_VARIABLE: &str = "MEMORY_LAB_REPORT";

/// What the threads of this launcher tell each other.
enum Told {
    Bytes(usize, Vec<u8>),
    Closed,
    ServerGone,
}

/// The whole life of a launcher.
pub(crate) fn run(spec: &Spec) -> Ended {
    let report = std::env::temp_dir().join(format!("memory-lab-{}.json", std::process::id()));
    let child = Command::new(&spec.program)
        .args(&spec.args)
        .envs(spec.env.iter().cloned())
        .env(REPORT_VARIABLE, &report)
        .current_dir(&spec.cwd)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) => {
            return Ended::Refused(format!("cannot start {}: {error}", spec.program.display()));
        }
    };
    let ended = watch(&mut child, spec);
    let _ = child.kill();
    let _ = child.wait();
    if let Ok(json) = std::fs::read(&report) {
        let _ = Frame::Heap(json).write(&mut std::io::stdout().lock());
        let _ = std::fs::remove_file(&report);
    }
    ended
}

fn watch(child: &mut Child, spec: &Spec) -> Ended {
    let (sender, told) = channel();
    if let Some(pipe) = child.stdout.take() {
        follow(pipe, 0, sender.clone());
    }
    if let Some(pipe) = child.stderr.take() {
        follow(pipe, 1, sender.clone());
    }
    std::thread::spawn(move || {
        let _ = std::io::stdin().read(&mut [0]);
        let _ = sender.send(Told::ServerGone);
    });
    let deadline = Instant::now() + spec.limits.wall;
    let (mut open, mut sent) = (2, [0_u64; 2]);
    while open > 0 {
        match told.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(Told::Bytes(index, bytes)) => {
                sent[index] += bytes.len() as u64;
                let frame = [Frame::Stdout, Frame::Stderr][index](bytes);
                if frame.write(&mut std::io::stdout().lock()).is_err() {
                    return Ended::Killed;
                }
                if sent[index] >= spec.limits.output {
                    return Ended::OutputLimit(spec.limits.output);
                }
            }
            Ok(Told::Closed) => open -= 1,
            Ok(Told::ServerGone) | Err(RecvTimeoutError::Disconnected) => return Ended::Killed,
            Err(RecvTimeoutError::Timeout) => {
                return Ended::TimeLimit(spec.limits.wall.as_millis() as u64);
            }
        }
    }
    match child.wait() {
        Ok(status) => status
            .code()
            .map_or_else(|| Ended::Signal(signal(status)), Ended::Exit),
        Err(error) => Ended::Refused(format!("cannot wait for the program: {error}")),
    }
}

#[cfg(unix)]
fn signal(status: std::process::ExitStatus) -> i32 {
    use std::os::unix::process::ExitStatusExt;
    status.signal().unwrap_or(0)
}

#[cfg(not(unix))]
fn signal(_: std::process::ExitStatus) -> i32 {
    0
}

fn follow(mut pipe: impl Read + Send + 'static, index: usize, sender: Sender<Told>) {
    std::thread::spawn(move || {
        let mut bytes = [0; 8_192];
        while let Ok(count @ 1..) = pipe.read(&mut bytes) {
            if sender
                .send(Told::Bytes(index, bytes[..count].to_vec()))
                .is_err()
            {
                return;
            }
        }
        let _ = sender.send(Told::Closed);
    });
}
