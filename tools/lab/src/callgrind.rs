//! Counts the instructions of one benchmark function with Valgrind's callgrind.
//!
//! Criterion's `Bencher::iter` is never inlined, and in a test run it calls the function once. Counting is
//! switched on inside it, so the count holds one call and nothing of Criterion's own work. glibc would tidy
//! up after Criterion within that call, which the setting of its fast bins (`mxfast`) prevents.

use crate::machine;
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;

/// Whether Valgrind is installed.
pub(crate) fn is_here() -> bool {
    machine::starts("valgrind", "--version")
}

/// The instructions of one call of `bench`/`row`; the same binary gives the same count on every run.
pub(crate) fn count(binary: &Path, bench: &str, row: &str) -> Result<u64> {
    let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=callgrind", "--toggle-collect=*Bencher*::iter*"])
        .arg(format!(
            "--callgrind-out-file={}",
            folder.path().join("out").display()
        ))
        .arg(binary)
        .args(["--test", &format!("^{bench}/{row}$")])
        .env(super::bench::SKIP_CLAIMS, "1")
        .env("GLIBC_TUNABLES", "glibc.malloc.mxfast=0")
        .env("CRITERION_HOME", folder.path());
    let output = command.output().context("cannot start valgrind")?;
    let said = String::from_utf8_lossy(&output.stderr);
    match collected(&said) {
        Some(count) if output.status.success() && count > 0 => Ok(count),
        _ => bail!("callgrind counted nothing in benches/{bench}.rs, '{row}':\n{said}"),
    }
}

/// The number after the last `Collected :`: Criterion starts other programs, and each says its own first.
fn collected(said: &str) -> Option<u64> {
    let line = said.lines().rfind(|line| line.contains("Collected :"))?;
    line.rsplit(':').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_stands_in_the_last_words_of_callgrind() {
        let said = "==8== Collected : 0\n==7== Events    : Ir\n==7== Collected : 793300\n==7== \n";
        assert_eq!(collected(said), Some(793_300));
        assert_eq!(collected("==7== Events    : Ir\n"), None);
    }
}
