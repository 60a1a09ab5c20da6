//! The cases under `tests/cases/`: each folder is one test. How to add one: `tests/README.md`.

mod scratch;
mod snapshots;

use libtest_mimic::{Arguments, Failed, Trial};
use scratch::{Scratch, files_below};
use serde::Deserialize;
use snapshots::Snapshots;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Output, Stdio};

/// `case.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// Done one after the other in the same copy of the book.
    step: Vec<Step>,
}

/// Changes the copy, runs `cargo book`, and says what must come of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    /// The verb with its arguments.
    args: Vec<String>,
    /// The exit code.
    exit: i32,
    /// The current folder, below the root; an absolute one is taken as it is.
    #[serde(default)]
    folder: PathBuf,
    /// Environment variables.
    #[serde(default)]
    env: BTreeMap<String, String>,
    /// What stdin gives.
    #[serde(default)]
    stdin: String,
    /// Files to delete first.
    #[serde(default)]
    delete: Vec<String>,
    /// Files to edit first.
    #[serde(default)]
    edit: Vec<Edit>,
    /// Folders whose files must come out byte for byte as they were.
    #[serde(default)]
    unchanged: Vec<String>,
    /// Files that must be there afterwards, and not be empty.
    #[serde(default)]
    exist: Vec<String>,
    /// Files and folders that must not be there afterwards.
    #[serde(default)]
    absent: Vec<String>,
    /// Text that a file must contain afterwards.
    #[serde(default)]
    contain: Vec<Text>,
    /// Text that a file must not contain afterwards.
    #[serde(default)]
    lack: Vec<Text>,
    /// Files to compare with a snapshot beside `case.toml`.
    #[serde(default)]
    snapshot: BTreeMap<String, String>,
}

/// One replacement.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    file: String,
    /// Must occur exactly once.
    find: String,
    replace: String,
}

/// A piece of a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    file: String,
    text: String,
}

fn main() -> ExitCode {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder of the cases")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    let trials = folders.into_iter().map(|folder| {
        let name = folder.file_name().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        Trial::test(name.clone(), move || {
            run(&name, &folder).map_err(Failed::from)
        })
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit_code()
}

fn run(name: &str, folder: &Path) -> Result<(), String> {
    let text = fs::read_to_string(folder.join("case.toml")).map_err(|error| error.to_string())?;
    let case: Case = toml::from_str(&text).map_err(|error| format!("case.toml: {error}"))?;
    let scratch = Scratch::new(name, Some(&folder.join("overlay")));
    let several = case.step.len() > 1;
    for (index, step) in case.step.iter().enumerate() {
        let suffix = if several {
            format!("-{}", index + 1)
        } else {
            String::new()
        };
        let what = step.args.join(" ");
        step.run(&scratch, folder, &suffix)
            .map_err(|error| format!("step {}, cargo book {what}: {error}", index + 1))?;
    }
    Ok(())
}

impl Step {
    fn run(&self, scratch: &Scratch, folder: &Path, suffix: &str) -> Result<(), String> {
        self.prepare(scratch);
        let before = self.watched(scratch);
        let output = self.output(scratch);
        let assert = Snapshots::new(folder, scratch);
        // Both streams first: they say why the exit code is another.
        assert.stream(&format!("stdout{suffix}.txt"), &output.stdout)?;
        assert.stream(&format!("stderr{suffix}.txt"), &output.stderr)?;
        if output.status.code() != Some(self.exit) {
            return Err(format!("{}, not {}", output.status, self.exit));
        }
        if self.watched(scratch) != before {
            return Err(format!(
                "something changed in {}",
                self.unchanged.join(", ")
            ));
        }
        self.check_files(scratch)?;
        for (file, snapshot) in &self.snapshot {
            assert.stream(snapshot, scratch.read(file).as_bytes())?;
        }
        Ok(())
    }

    fn prepare(&self, scratch: &Scratch) {
        for file in &self.delete {
            fs::remove_file(scratch.root.join(file))
                .unwrap_or_else(|error| panic!("cannot delete {file}: {error}"));
        }
        for edit in &self.edit {
            scratch.edit(&edit.file, &edit.find, &edit.replace);
        }
    }

    fn watched(&self, scratch: &Scratch) -> Vec<BTreeMap<String, Vec<u8>>> {
        let folders = self.unchanged.iter();
        folders
            .map(|folder| files_below(&scratch.root.join(folder)))
            .collect()
    }

    fn output(&self, scratch: &Scratch) -> Output {
        let mut command = scratch.book(&self.args);
        command.current_dir(scratch.root.join(&self.folder));
        command.envs(&self.env);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command starts");
        let mut stdin = child.stdin.take().expect("stdin is piped");
        // A command that does not read its stdin may be gone by now.
        let _ = stdin.write_all(self.stdin.as_bytes());
        drop(stdin);
        child.wait_with_output().expect("the command ends")
    }

    fn check_files(&self, scratch: &Scratch) -> Result<(), String> {
        for file in &self.exist {
            let length = fs::metadata(scratch.root.join(file)).map_or(0, |data| data.len());
            ensure(length > 0, || format!("{file} is missing or empty"))?;
        }
        for file in &self.absent {
            ensure(!scratch.root.join(file).exists(), || {
                format!("{file} is there")
            })?;
        }
        for Text { file, text } in &self.contain {
            ensure(scratch.read(file).contains(text), || {
                format!("{file} lacks '{text}'")
            })?;
        }
        for Text { file, text } in &self.lack {
            ensure(!scratch.read(file).contains(text), || {
                format!("{file} contains '{text}'")
            })?;
        }
        Ok(())
    }
}

fn ensure(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise()) }
}
