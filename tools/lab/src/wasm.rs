//! Builds a widget's WebAssembly: with the wasm32 target of this machine's Rust, or with what `ci/wasm.sh`
//! unpacked, whose standard library is compiled on the way.

use crate::{Limits, run_limited};
use anyhow::{Context, Result, bail};
use catalog::{WasmManifest, Widget, wasm_sources};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";

/// Small before fast: a page waits for the bytes, not for the computing.
const PROFILE: [(&str, &str); 5] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "z"),
    ("CARGO_PROFILE_RELEASE_LTO", "true"),
    ("CARGO_PROFILE_RELEASE_PANIC", "abort"),
    ("CARGO_PROFILE_RELEASE_STRIP", "true"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1"),
];

/// Compiling the standard library takes minutes, and longer on a busy machine.
const SECONDS: u64 = 3_600;

/// What can build WebAssembly here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WasmCompiler {
    /// The Rust on the PATH has the target.
    Installed,
    /// Debian's rustc-web, unpacked by `ci/wasm.sh` below this folder.
    Unpacked(PathBuf),
}

/// Freshly built WebAssembly with its note.
#[derive(Debug)]
pub struct Wasm {
    /// The file.
    pub bytes: Vec<u8>,
    /// What is to be committed about it.
    pub manifest: WasmManifest,
}

impl WasmCompiler {
    /// What this machine has; none is no reason to fail before something is to be built.
    pub fn find(root: &Path) -> Option<Self> {
        let mut rustc = Command::new(rustc());
        rustc.args(["--print", "target-libdir", "--target", TARGET]);
        let printed = rustc.output().ok()?.stdout;
        let folder = PathBuf::from(String::from_utf8_lossy(&printed).trim());
        if folder.is_dir() {
            return Some(Self::Installed);
        }
        let unpacked = root.join("target/ci/wasm/root");
        let found = unpacked.join("usr/bin/rustc").is_file();
        found.then_some(Self::Unpacked(unpacked))
    }

    /// The compiler and its version, as `rustc --version` says.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn version(&self) -> Result<String> {
        let mut rustc = match self {
            Self::Installed => Command::new(rustc()),
            Self::Unpacked(folder) => Command::new(folder.join("usr/bin/rustc")),
        };
        self.prepare(&mut rustc);
        said(rustc.arg("--version"))
    }

    /// Lets the unpacked compiler find its libraries.
    fn prepare(&self, command: &mut Command) {
        if let Self::Unpacked(folder) = self {
            command.env("LD_LIBRARY_PATH", folder.join("usr/lib/x86_64-linux-gnu"));
        }
    }

    /// `cargo rustc` for a widget's crate.
    fn cargo(&self, root: &Path, widget: &Widget) -> Result<Command> {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(root).envs(PROFILE);
        cargo.env("CARGO_TARGET_DIR", root.join("target/wasm"));
        cargo.args(["rustc", "--quiet", "--release", "--target", TARGET]);
        if let Self::Unpacked(folder) = self {
            let sysroot = said(Command::new("rustc").args(["--print", "sysroot"]))?;
            let lld = "lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld";
            cargo
                .args(["-Z", "build-std=std,panic_abort"])
                .env("RUSTC", folder.join("usr/bin/rustc"))
                // build-std is unstable; nothing else of that kind is used.
                .env("RUSTC_BOOTSTRAP", "1")
                .env(
                    "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER",
                    Path::new(&sysroot).join(lld),
                );
            self.prepare(&mut cargo);
        }
        cargo.args(["--package", &widget.package(), "--lib"]);
        cargo.args(["--crate-type", "cdylib"]);
        Ok(cargo)
    }

    /// Builds a widget's WebAssembly, and makes it smaller where wasm-opt is found.
    ///
    /// # Errors
    /// When it does not compile.
    pub fn build(&self, root: &Path, widget: &Widget) -> Result<Wasm> {
        let sources = wasm_sources(root, widget)?;
        let outcome = run_limited(&mut self.cargo(root, widget)?, Limits::seconds(SECONDS))?;
        if let Err(why) = outcome.text() {
            bail!("{} {why}", widget.package());
        }
        let built = widget.package().replace('-', "_");
        let folder = root.join("target/wasm").join(TARGET).join("release");
        let file = folder.join(built).with_extension("wasm");
        // A file beside it: Cargo leaves its own alone when nothing changed, and it would be made smaller twice.
        let smaller = file.with_extension("small.wasm");
        let optimiser = shrink(root, &file, &smaller)?;
        let file = optimiser.as_ref().map_or(file, |_| smaller);
        let bytes =
            std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let manifest = WasmManifest::of(&bytes, sources, self.version()?, optimiser);
        Ok(Wasm { bytes, manifest })
    }
}

/// The compiler that Cargo would take.
fn rustc() -> OsString {
    std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())
}

/// Writes the file anew by wasm-opt and returns its version; nothing where there is none.
fn shrink(root: &Path, file: &Path, smaller: &Path) -> Result<Option<String>> {
    let unpacked = root.join("target/ci/wasm/node_modules/.bin/wasm-opt");
    let program = if unpacked.exists() {
        unpacked
    } else {
        "wasm-opt".into()
    };
    let Ok(version) = said(Command::new(&program).arg("--version")) else {
        return Ok(None);
    };
    let mut command = Command::new(&program);
    // What rustc turns on by default for this target.
    let features = [
        "--enable-bulk-memory",
        "--enable-sign-ext",
        "--enable-mutable-globals",
        "--enable-nontrapping-float-to-int",
        "--enable-multivalue",
        "--enable-reference-types",
    ];
    command.args(features).args(["-Oz", "--strip-producers"]);
    command.arg(file).arg("-o").arg(smaller);
    let outcome = run_limited(&mut command, Limits::seconds(600))?;
    outcome
        .text()
        .map_err(|why| anyhow::anyhow!("{version} {why}"))?;
    Ok(Some(format!("{version} -Oz")))
}

/// What a program says on one line.
fn said(command: &mut Command) -> Result<String> {
    let outcome = run_limited(command, Limits::seconds(60))?;
    let text = outcome.text().map_err(anyhow::Error::msg)?;
    Ok(text.trim().to_owned())
}
