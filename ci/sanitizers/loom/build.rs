//! Finds the models and gives each its listing's source, in which std's threads and locks are loom's.
//!
//! The listing stays plain: `std::sync`, `std::thread` and `std::cell` are replaced here, in a copy.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What a listing says, and what the model's copy of it says.
const REPLACED: [(&str, &str); 3] = [
    ("std::sync", "crate::sync"),
    ("std::thread", "crate::thread"),
    ("std::cell", "crate::cell"),
];

fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut modules = String::new();
    println!("cargo::rerun-if-changed={}", here.join("faults").display());
    for fault in folders(&here.join("faults"))? {
        add(&mut modules, &out, &fault, &fault.join("lib.rs"), &fault)?;
    }
    let listings = here.join("../../../listings").canonicalize()?;
    println!("cargo::rerun-if-changed={}", listings.display());
    for chapter in folders(&listings)? {
        for listing in folders(&chapter)? {
            let models = listing.join("loom");
            if models.is_dir() {
                add(
                    &mut modules,
                    &out,
                    &listing,
                    &listing.join("src/lib.rs"),
                    &models,
                )?;
            }
        }
    }
    fs::write(out.join("models.rs"), modules)
}

/// Adds a module with the source and everything in `models` that tests it.
fn add(
    modules: &mut String,
    out: &Path,
    of: &Path,
    source: &Path,
    models: &Path,
) -> io::Result<()> {
    let name = stem(of).replace('-', "_");
    let mut text = fs::read_to_string(source)?;
    for (std, loom) in REPLACED {
        text = text.replace(std, loom);
    }
    let copy = out.join(format!("{name}.rs"));
    fs::write(&copy, text)?;
    let _ = writeln!(modules, "mod {name} {{");
    let _ = writeln!(modules, "    #[path = {copy:?}]\n    mod listing;");
    for model in files(models)? {
        if model != source && stem(&model) != "lib" {
            let _ = writeln!(
                modules,
                "    #[path = {model:?}]\n    mod {};",
                stem(&model)
            );
        }
    }
    modules.push_str("}\n");
    Ok(())
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn folders(path: &Path) -> io::Result<Vec<PathBuf>> {
    entries(path, |entry| entry.is_dir())
}

fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    entries(path, |entry| {
        entry.extension().is_some_and(|extension| extension == "rs")
    })
}

fn entries(path: &Path, keep: fn(&Path) -> bool) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        if keep(&path) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
