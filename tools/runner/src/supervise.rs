//! The server's side of a launcher: starts it, reads its frames, and ends it by letting go of its stdin.

use crate::spec::{Ended, Frame, Limits, Role, Spec, Tier};
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The argument by which this binary knows that it is to be a launcher.
const LAUNCHER: &str = "__memory-lab-launcher";

#[derive(Serialize, Deserialize)]
struct Order {
    spec: Spec,
    probe: bool,
}

/// Becomes a launcher when this process was started as one, and does not return then.
///
/// Call it first thing in `main`, before there is a second thread.
pub fn launcher_main() {
    if std::env::args().nth(1).as_deref() != Some(LAUNCHER) {
        return;
    }
    let ended = order().map_or_else(
        |error| Ended::Refused(format!("{error:#}")),
        |order| obey(&order),
    );
    // Without a server there is nobody to tell.
    let _ = Frame::Ended(ended).write(&mut std::io::stdout().lock());
    std::process::exit(0);
}

fn order() -> Result<Order> {
    let mut line = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut line)
        .context("no order")?;
    serde_json::from_str(&line).context("the order is malformed")
}

#[cfg(target_os = "linux")]
fn obey(order: &Order) -> Ended {
    if !order.probe {
        return crate::launcher::run(&order.spec);
    }
    match crate::launcher::probe(&order.spec) {
        Ok(()) => Ended::Exit(0),
        Err(error) => Ended::Refused(format!("{error:#}")),
    }
}

#[cfg(not(target_os = "linux"))]
fn obey(order: &Order) -> Ended {
    if order.spec.tier > Tier::None {
        return Ended::Refused("there is no sandbox on this platform".to_owned());
    }
    if order.probe {
        Ended::Exit(0)
    } else {
        crate::portable::run(&order.spec)
    }
}

/// Ends a run from another thread. Dropping every clone does nothing; [`stop`](Self::stop) does.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<Mutex<Line>>);

#[derive(Debug, Default)]
struct Line {
    stopped: bool,
    launcher: Option<ChildStdin>,
}

impl Stop {
    /// Kills what is running, and whatever the same run would start next.
    pub fn stop(&self) {
        let mut line = self.lock();
        line.stopped = true;
        line.launcher = None;
    }

    /// Whether it was stopped.
    pub fn stopped(&self) -> bool {
        self.lock().stopped
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Line> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs a program to its end; each piece of output is handed over as it comes.
pub(crate) fn supervise(spec: &Spec, stop: &Stop, output: &mut dyn FnMut(Frame)) -> Result<Ended> {
    let (mut child, stdin) = launch(spec, false)?;
    {
        let mut line = stop.lock();
        if line.stopped {
            drop(stdin);
        } else {
            line.launcher = Some(stdin);
        }
    }
    let ended = read(&mut child, output);
    stop.lock().launcher = None;
    child.wait().context("cannot wait for the launcher")?;
    ended
}

fn read(child: &mut Child, output: &mut dyn FnMut(Frame)) -> Result<Ended> {
    let mut pipe = BufReader::new(child.stdout.take().context("stdout is piped")?);
    loop {
        match Frame::read(&mut pipe).context("the launcher broke off")? {
            Frame::Ended(ended) => return Ok(ended),
            frame => output(frame),
        }
    }
}

fn launch(spec: &Spec, probe: bool) -> Result<(Child, ChildStdin)> {
    let mut child = Command::new(own_binary()?)
        .arg(LAUNCHER)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("cannot start the launcher")?;
    let mut stdin = child.stdin.take().context("stdin is piped")?;
    let mut order = serde_json::to_vec(&Order {
        spec: spec.clone(),
        probe,
    })?;
    order.push(b'\n');
    // A launcher that ended early says why on its stdout.
    let _ = stdin.write_all(&order);
    Ok((child, stdin))
}

/// This binary as it was when it started: Cargo may have put another in its place since.
fn own_binary() -> Result<PathBuf> {
    if cfg!(target_os = "linux") {
        return Ok(PathBuf::from("/proc/self/exe"));
    }
    std::env::current_exe().context("cannot find this binary")
}

/// The strongest tier that holds here, tried from `wanted` down; with why stronger ones do not hold.
///
/// # Errors
/// When not even a launcher can be started.
pub fn strongest_tier(wanted: Tier) -> Result<(Tier, Vec<String>)> {
    let mut reasons = Vec::new();
    for tier in Tier::ALL.into_iter().filter(|tier| *tier <= wanted) {
        match probe(tier)? {
            Ended::Exit(0) => return Ok((tier, reasons)),
            Ended::Refused(reason) => reasons.push(format!("{tier}: {reason}")),
            other => reasons.push(format!("{tier}: {other:?}")),
        }
    }
    bail!("no program can be started: {}", reasons.join("; "))
}

fn probe(tier: Tier) -> Result<Ended> {
    let spec = Spec {
        role: Role::Program,
        tier,
        program: PathBuf::from("/"),
        args: Vec::new(),
        env: Vec::new(),
        cwd: PathBuf::from("/"),
        readable: Vec::new(),
        writable: Vec::new(),
        limits: Limits {
            wall: Duration::from_secs(5),
            memory: 1 << 30,
            output: 1,
            file: 0,
        },
    };
    let (mut child, stdin) = launch(&spec, true)?;
    let ended = read(&mut child, &mut |_| {});
    drop(stdin);
    child.wait()?;
    ended
}
