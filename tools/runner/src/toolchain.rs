//! The compiler that readers' code goes through, and the tracer built with that very compiler.

use anyhow::{Context, Result, bail};
use catalog::Fingerprint;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The tracer's source; `inline` gives it to pages that run code elsewhere.
pub(crate) const TRACER: &str = include_str!("../tracer/memory_lab.rs");

/// An installed rustc.
#[derive(Debug, Clone)]
pub struct Toolchain {
    /// rustc itself, not rustup's stand-in, which would need the home folder.
    pub rustc: PathBuf,
    /// Its root.
    pub sysroot: PathBuf,
    /// The standard library for this machine.
    pub libraries: PathBuf,
    /// What `rustc -vV` says.
    pub verbose_version: String,
}

impl Toolchain {
    /// The one that Cargo would use in `root`.
    ///
    /// # Errors
    /// When there is none.
    pub fn find(root: &Path) -> Result<Self> {
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| OsString::from("rustc"));
        let ask = |arguments: &[&str]| -> Result<String> {
            let output = Command::new(&rustc)
                .args(arguments)
                .current_dir(root)
                .stdin(Stdio::null())
                .output()
                .context("cannot start rustc: is Rust installed?")?;
            if !output.status.success() {
                bail!(
                    "rustc failed: {}",
                    String::from_utf8_lossy(&output.stderr).trim()
                );
            }
            Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
        };
        let verbose_version = ask(&["-vV"])?;
        let sysroot = PathBuf::from(ask(&["--print", "sysroot"])?);
        let libraries = PathBuf::from(ask(&["--print", "target-libdir"])?);
        let real = sysroot
            .join("bin")
            .join(format!("rustc{}", std::env::consts::EXE_SUFFIX));
        let rustc = if real.is_file() { real } else { rustc.into() };
        Ok(Self {
            rustc,
            sysroot,
            libraries,
            verbose_version,
        })
    }

    /// One field of `rustc -vV`, as in `release: 1.95.0`.
    pub fn field(&self, name: &str) -> Option<&str> {
        let lines = self.verbose_version.lines();
        lines
            .filter_map(|line| line.split_once(": "))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    }

    /// Changes with whatever changes the code that comes out.
    pub(crate) fn key(&self) -> String {
        let parts = [
            self.verbose_version.as_str(),
            TRACER,
            env!("CARGO_PKG_VERSION"),
        ];
        hash(parts.map(str::as_bytes))[..16].to_owned()
    }

    /// The tracer, built in a folder of its own below `folder`, unless it is there.
    ///
    /// A compiler's sandbox opens that folder and not the file, which another server may replace.
    pub(crate) fn tracer(&self, folder: &Path) -> Result<PathBuf> {
        let flags = ["-Copt-level=3", "-Cforce-frame-pointers=yes"];
        let flags: Vec<&str> = flags.iter().chain(dynamic()).copied().collect();
        self.library(&folder.join("tracer"), "memory_lab", TRACER, &flags)
    }

    /// The crate with which the tests of exercises count, `source` being its text. Built like the tracer.
    pub(crate) fn budget(&self, folder: &Path, source: &str) -> Result<PathBuf> {
        let folder = folder.join(format!("budget-{}", &hash([source.as_bytes()])[..16]));
        self.library(&folder, "budget", source, &[])
    }

    fn library(&self, folder: &Path, name: &str, source: &str, flags: &[&str]) -> Result<PathBuf> {
        let library = folder.join(format!("lib{name}.rlib"));
        if library.is_file() {
            return Ok(library);
        }
        let cannot = || format!("cannot build {name} in {}", folder.display());
        std::fs::create_dir_all(folder).with_context(cannot)?;
        // Built aside and renamed: another server may build it at the same time.
        let aside = tempfile::tempdir_in(folder).with_context(cannot)?;
        let text = aside.path().join(format!("{name}.rs"));
        std::fs::write(&text, source).with_context(cannot)?;
        let built = aside.path().join(format!("lib{name}.rlib"));
        let output = Command::new(&self.rustc)
            .args(["--edition", "2024", "--crate-type", "rlib"])
            .args(["--crate-name", name])
            .args(flags)
            .arg("-o")
            .args([&built, &text])
            .output()
            .context("cannot start rustc")?;
        if !output.status.success() {
            bail!(
                "{name} does not compile:\n{}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
        std::fs::rename(&built, &library).with_context(cannot)?;
        Ok(library)
    }
}

/// The standard library as a shared object: 40 ms less to link. For programs with the tracer alone: it is a
/// library, so that its allocator takes the place of the shared object's. One that the program itself declares
/// is hidden from the shared object, whose requests would go uncounted; so would they on other systems.
pub(crate) fn dynamic() -> &'static [&'static str] {
    if cfg!(target_os = "linux") {
        &["-Cprefer-dynamic"]
    } else {
        &[]
    }
}

/// SHA-256 of parts that cannot run into each other, as hexadecimal digits.
pub(crate) fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut print = Fingerprint::default();
    for part in parts {
        print.add((part.len() as u64).to_le_bytes());
        print.add(part);
    }
    print.digits()
}
