//! What this machine has, and how to get what it lacks.

use catalog::{Listing, Measured, Need};
use std::path::Path;
use std::process::{Command, Stdio};

/// Why a listing cannot run here; `None` when it can.
pub(crate) fn lacks(listing: &Listing) -> Option<String> {
    listing.settings.needs.iter().find_map(|need| match need {
        Need::Linux => (!cfg!(target_os = "linux")).then(|| "needs Linux".to_owned()),
        Need::Cc => (!starts("cc", "--version")).then(|| "needs a C compiler (cc)".to_owned()),
        Need::Go => go_version()
            .is_none()
            .then(|| "needs a Go toolchain (go)".to_owned()),
    })
}

/// What to install before anything can be compiled; `None` when all is there.
pub fn missing_tool() -> Option<String> {
    if !starts("cargo", "--version") || !starts("rustc", "--version") {
        return Some(
            "cargo and rustc are not on the PATH: install Rust from https://rustup.rs".into(),
        );
    }
    if cfg!(target_os = "linux") && !starts("cc", "--version") {
        let how = "Debian and Ubuntu: apt install gcc; Fedora: dnf install gcc";
        return Some(format!(
            "there is no C linker (cc) on the PATH, which rustc needs ({how})"
        ));
    }
    None
}

/// What `go version` prints, if there is a Go toolchain.
pub(crate) fn go_version() -> Option<String> {
    let output = Command::new("go").arg("version").output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

pub(crate) fn starts(program: &str, argument: &str) -> bool {
    let quiet = || Stdio::null();
    let status = Command::new(program)
        .arg(argument)
        .stdin(quiet())
        .stdout(quiet())
        .stderr(quiet())
        .status();
    status.is_ok_and(|status| status.success())
}

/// Where and with what a recording is made.
pub(crate) fn provenance(root: &Path) -> Measured {
    let (rustc, target) = catalog::rustc_version().unwrap_or_default();
    Measured {
        dhat: locked_version(root, "dhat").unwrap_or_default(),
        rustc,
        target,
        date: jiff::Zoned::now().date().to_string(),
    }
}

/// The processor's name as Linux gives it, elsewhere its architecture.
pub(crate) fn cpu() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let named = info
        .lines()
        .find_map(|line| line.strip_prefix("model name"));
    let name = named.and_then(|rest| Some(rest.split_once(':')?.1.trim().to_owned()));
    name.unwrap_or_else(|| std::env::consts::ARCH.to_owned())
}

/// The version of a package in Cargo.lock.
pub(crate) fn locked_version(root: &Path, package: &str) -> Option<String> {
    let lock = std::fs::read_to_string(root.join("Cargo.lock")).ok()?;
    let entry = lock.split("[[package]]").find(|entry| {
        entry
            .trim_start()
            .starts_with(&format!("name = \"{package}\"\n"))
    })?;
    let version = entry
        .lines()
        .find_map(|line| line.strip_prefix("version = "))?;
    Some(version.trim_matches('"').to_owned())
}
