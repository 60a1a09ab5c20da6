//! Starts this test binary again as a child that runs one case, within the listing's time limit.

use super::Case;
use crate::child::{CASE_VARIABLE, MODE_VARIABLE, OUT_VARIABLE};
use anyhow::{Context, Result, bail, ensure};
use catalog::Listing;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// Runs this binary again as a child and returns what it wrote.
pub(super) fn spawn(listing: &Listing, mode: &str, case: &Case, out: &Path) -> Result<String> {
    let run = format!("{}::{}", listing.name, case.name);
    let limit = Duration::from_secs(listing.settings.timeout);
    let Some(status) = wait(start(mode, case, out)?, limit)? else {
        bail!(
            "{run} was stopped under {mode} after {} s; if it needs longer, set timeout in its Cargo.toml",
            limit.as_secs()
        );
    };
    ensure!(
        status.success(),
        "{run} ended with {status} under {mode}; see it with: cargo run -p {}",
        listing.name
    );
    std::fs::read_to_string(out)
        .with_context(|| format!("{run} wrote no report: does it leave with process::exit?"))
}

fn start(mode: &str, case: &Case, out: &Path) -> Result<Child> {
    let binary = std::env::current_exe().context("cannot find this test binary")?;
    Command::new(binary)
        .env(MODE_VARIABLE, mode)
        .env(CASE_VARIABLE, case.name)
        .env(OUT_VARIABLE, out)
        // A panic with a backtrace allocates megabytes in the symboliser.
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("cannot start this test binary again")
}

/// How a child ended; none when it was stopped at the limit.
fn wait(mut child: Child, limit: Duration) -> Result<Option<ExitStatus>> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}
