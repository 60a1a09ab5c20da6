//! What this machine has, and how to get what it lacks.

use catalog::{Listing, Measured, Need};
use std::path::Path;
use std::process::{Command, Stdio};

/// Names needs to do without, as in `BOOK_WITHOUT=cc`: for a copy of the book that should not compile again
/// what takes long.
const WITHOUT: &str = "BOOK_WITHOUT";

/// Why a listing cannot run here; `None` when it can.
pub(crate) fn lacks(listing: &Listing) -> Option<String> {
    let without = std::env::var(WITHOUT).unwrap_or_default();
    let needs = listing.settings.needs.iter();
    needs.copied().find_map(|need| lack(need, &without))
}

fn lack(need: Need, without: &str) -> Option<String> {
    if without.split(',').any(|name| name.trim() == need.name()) {
        let name = need.name();
        return Some(format!("needs '{name}', and {WITHOUT} leaves that out"));
    }
    let (here, what) = match need {
        Need::Linux => (cfg!(target_os = "linux"), "needs Linux"),
        Need::Cc => (
            starts("cc", "--version") && starts("make", "--version"),
            "needs a C compiler (cc) and make",
        ),
        Need::Go => (go_version().is_some(), "needs a Go toolchain (go)"),
    };
    (!here).then(|| what.to_owned())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_lacking_wherever_it_is() {
        let reason = "needs 'cc', and BOOK_WITHOUT leaves that out";
        assert_eq!(lack(Need::Cc, "go, cc").as_deref(), Some(reason));
        assert!(lack(Need::Go, "go").is_some());
    }

    #[test]
    fn what_is_here_is_not_lacking() {
        let linux = cfg!(target_os = "linux");
        assert_eq!(lack(Need::Linux, "").is_none(), linux);
        assert_eq!(lack(Need::Linux, "cc").is_none(), linux);
    }
}
