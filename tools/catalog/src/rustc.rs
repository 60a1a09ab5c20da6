//! Which compiler this is: recorded figures hold for one compiler and one platform.

use std::process::Command;

/// The version and host triple of rustc, as in `("1.95.0", "x86_64-unknown-linux-gnu")`.
pub fn rustc_version() -> Option<(String, String)> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("-vV").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let value = |key: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(key))?;
        Some(line.trim().to_owned())
    };
    Some((value("release:")?, value("host:")?))
}
