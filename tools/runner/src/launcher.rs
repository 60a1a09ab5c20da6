//! The launcher on Linux: this binary started again, with one thread, which becomes the program's guard.
//!
//! It forks a middle process (process 1 of the namespaces), which forks the program. The guard passes the
//! output on, enforces time and output limits, and kills the whole group when the server goes away.

use crate::spec::{Ended, Frame, Role, Spec};
use crate::sys::{self, Forked};
use crate::{sandbox, sys::decode};
use anyhow::{Context, Result};
use std::fs::File;
use std::io::{Read, Write};
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::{Duration, Instant};

/// How long the last bytes of an ended program may take to arrive.
const GRACE: Duration = Duration::from_millis(50);
/// A heap report that is longer is not read on.
const LONGEST_REPORT: u64 = 1 << 20;

/// The whole life of a launcher.
pub(crate) fn run(spec: &Spec) -> Ended {
    match start(spec) {
        Ok(mut guard) => {
            let ended = guard
                .watch(spec)
                .unwrap_or_else(|error| Ended::Refused(format!("{error:#}")));
            guard.sweep();
            ended
        }
        Err(error) => Ended::Refused(format!("{error:#}")),
    }
}

struct Guard {
    middle: i32,
    /// stdout, stderr, the heap report, what went wrong before the start, the wait status.
    pipes: [Option<File>; 5],
    sent: [u64; 3],
    refusal: Vec<u8>,
    status: Vec<u8>,
}

fn start(spec: &Spec) -> Result<Guard> {
    sys::die_with_parent().ok();
    sys::adopt_orphans().context("cannot adopt orphans")?;
    sandbox::namespaces(spec)?;
    let (out, err, heap) = (sys::pipe()?, sys::pipe()?, sys::pipe()?);
    let (refusal, status) = (sys::pipe()?, sys::pipe()?);
    let middle = match sys::fork().context("cannot fork")? {
        Forked::Parent(middle) => middle,
        Forked::Child => {
            // Held open here, a pipe that the guard lets go of would block the program for ever.
            drop((out.0, err.0, heap.0, refusal.0, status.0));
            let ends = [out.1, err.1, heap.1, refusal.1, status.1];
            middle_process(spec, ends)
        }
    };
    Ok(Guard {
        middle,
        pipes: [
            Some(out.0),
            Some(err.0),
            Some(heap.0),
            Some(refusal.0),
            Some(status.0),
        ],
        sent: [0; 3],
        refusal: Vec::new(),
        status: Vec::new(),
    })
}

/// Waits for the program, so that it can be process 2, and hands its wait status on.
fn middle_process(spec: &Spec, ends: [File; 5]) -> ! {
    let [out, err, heap, mut refusal, mut status] = ends;
    let prepared = sys::own_group().and_then(|()| sys::die_with_parent());
    match prepared.and_then(|()| sys::fork()) {
        Ok(Forked::Child) => {
            let error = become_program(spec, &[out, err, heap]);
            let _ = refusal.write_all(format!("{error:#}").as_bytes());
            sys::exit(126)
        }
        Ok(Forked::Parent(program)) => {
            drop((out, err, heap, refusal));
            while let Ok(ended) = sys::wait(-1, true) {
                if let Some((process, code)) = ended
                    && process == program
                {
                    let _ = status.write_all(&code.to_le_bytes());
                    sys::exit(0)
                }
            }
            sys::exit(1)
        }
        Err(error) => {
            let _ = refusal.write_all(format!("cannot fork: {error}").as_bytes());
            sys::exit(126)
        }
    }
}

/// Returns only when something went wrong.
fn become_program(spec: &Spec, ends: &[File; 3]) -> anyhow::Error {
    let prepare = || -> Result<Command> {
        sys::die_with_parent()?;
        let null = sys::above(&File::open("/dev/null")?)?;
        let [out, err, heap] = [0, 1, 2].map(|index| sys::above(&ends[index]));
        let (out, err, heap) = (out?, err?, heap?);
        sys::duplicate(&heap, 3)?;
        sys::duplicate(&null, 0)?;
        sys::duplicate(&out, 1)?;
        sys::duplicate(&err, 2)?;
        sys::close_from(4)?;
        let mut command = Command::new(&spec.program);
        command
            .args(&spec.args)
            .env_clear()
            .envs(spec.env.iter().cloned());
        std::env::set_current_dir(&spec.cwd).context("cannot enter the work folder")?;
        sandbox::enter(spec)?;
        Ok(command)
    };
    match prepare() {
        Ok(mut command) => anyhow::anyhow!(
            "cannot start {}: {}",
            spec.program.display(),
            command.exec()
        ),
        Err(error) => error,
    }
}

impl Guard {
    /// Passes everything on until the program ended or reached a limit.
    fn watch(&mut self, spec: &Spec) -> Result<Ended> {
        let server = sys::stdin();
        let mut deadline = Instant::now() + spec.limits.wall;
        let mut ended = None;
        while self.pipes.iter().any(Option::is_some) {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(ended.unwrap_or(Ended::TimeLimit(spec.limits.wall.as_millis() as u64)));
            }
            let mut files: Vec<Option<&File>> = self.pipes.iter().map(Option::as_ref).collect();
            files.push(Some(&server));
            let ready = sys::ready(&files, left)?;
            if ready[5] {
                return Ok(Ended::Killed);
            }
            for index in (0..5).filter(|index| ready[*index]) {
                if !self.pass_on(index)? {
                    self.pipes[index] = None;
                }
            }
            if self.sent[0].max(self.sent[1]) >= spec.limits.output {
                return Ok(Ended::OutputLimit(spec.limits.output));
            }
            if ended.is_none() && self.pipes[4].is_none() {
                ended = Some(self.verdict());
                deadline = Instant::now() + GRACE;
            }
        }
        Ok(ended.unwrap_or_else(|| self.verdict()))
    }

    /// Reads once from a pipe; false at its end.
    fn pass_on(&mut self, index: usize) -> Result<bool> {
        let mut bytes = [0; 8_192];
        let Some(pipe) = &mut self.pipes[index] else {
            return Ok(false);
        };
        let count = pipe.read(&mut bytes)?;
        let bytes = &bytes[..count];
        match index {
            3 => self.refusal.extend_from_slice(bytes),
            4 => self.status.extend_from_slice(bytes),
            _ if count > 0 => {
                self.sent[index] += count as u64;
                let frame = [Frame::Stdout, Frame::Stderr, Frame::Heap][index](bytes.to_vec());
                frame.write(&mut std::io::stdout().lock())?;
            }
            _ => {}
        }
        Ok(count > 0 && (index != 2 || self.sent[2] < LONGEST_REPORT))
    }

    fn verdict(&self) -> Ended {
        if !self.refusal.is_empty() {
            return Ended::Refused(String::from_utf8_lossy(&self.refusal).into_owned());
        }
        match self.status.as_slice().try_into() {
            Ok(bytes) => decode(i32::from_le_bytes(bytes)),
            // The middle process was killed before it could say anything.
            Err(_) => Ended::Signal(libc::SIGKILL),
        }
    }

    /// Kills and buries whatever is left of the program.
    fn sweep(&self) {
        sys::kill(-self.middle);
        sys::kill(self.middle);
        for _ in 0..200 {
            match sys::wait(-1, false) {
                Err(_) => return,
                Ok(Some(_)) => {}
                Ok(None) => {
                    for orphan in children() {
                        sys::kill(orphan);
                    }
                    std::thread::sleep(Duration::from_millis(1));
                }
            }
        }
    }
}

/// The children of this process, adopted ones included.
fn children() -> Vec<i32> {
    let own = std::process::id();
    let list = std::fs::read_to_string(format!("/proc/self/task/{own}/children"));
    let list = list.unwrap_or_default();
    list.split_whitespace()
        .filter_map(|id| id.parse().ok())
        .collect()
}

/// Whether a tier holds on this machine: a process puts its layers on and ends.
pub(crate) fn probe(spec: &Spec) -> Result<()> {
    debug_assert_eq!(spec.role, Role::Program);
    sandbox::namespaces(spec)?;
    sandbox::enter(spec)
}
