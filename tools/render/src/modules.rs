//! The scripts of interactive parts as one file: a page asks for it once, and the next page has it already.
//!
//! What lies in `theme/js/modules` are ES modules that import each other, as editors, tests and the type checker
//! read them. In the one file each becomes the body of a function which returns what the module exports, in the
//! order in which they need each other. Modules in `later/` stay files of their own, which import that file.
//! A widget's script may be such modules too; what a page gets is then still one classic script.

mod join;
mod module;

#[cfg(test)]
mod tests;

use catalog::{Diagnostic, Fingerprint};
use join::{functions, joined};
use module::{Module, importing, is_module};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const FOLDER: &str = "theme/js/modules";

/// The files that a site gets below `assets/modules/`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Modules {
    /// Each with its name.
    pub files: Vec<(String, String)>,
}

impl Modules {
    /// The name of the one file, which changes with its content: a server may let browsers keep it for ever.
    pub fn name(&self) -> &str {
        self.files.first().map_or("", |(name, _)| name)
    }
}

type Parsed = BTreeMap<String, Module>;

/// The modules of the book at `root`; none where its theme has none.
///
/// # Errors
/// When one of them cannot be read, or imports or exports in another form than this understands.
pub fn modules(root: &Path) -> Result<Modules, Diagnostic> {
    let mut parsed = Parsed::new();
    for (name, path, text) in texts(root, FOLDER)? {
        parsed.insert(name, Module::parse(path, &text)?);
    }
    if parsed.is_empty() {
        return Ok(Modules::default());
    }
    let text = joined(&parsed)?;
    let name = format!("interactive-{}.js", &Fingerprint::of(&text)[..16]);
    let mut files = vec![(name.clone(), text)];
    for (later, path, text) in texts(root, &format!("{FOLDER}/later"))? {
        Module::parse(path, &text)?;
        files.push((later, importing(&text, &name)));
    }
    Ok(Modules { files })
}

/// What a page loads as the script of a widget: the file `script` as it stands, or one classic script of it and of
/// the modules in the folder of its name.
///
/// # Errors
/// When one of them cannot be read, or imports or exports in another form than this understands.
pub fn widget_script(root: &Path, script: &Path) -> Result<String, Diagnostic> {
    let own = read(root, script)?;
    let folder = script.with_extension("");
    let mut parsed = Parsed::new();
    for (name, path, text) in texts(root, &folder.to_string_lossy())? {
        parsed.insert(name, Module::parse(path, &text)?);
    }
    if parsed.is_empty() && !is_module(&own) {
        return Ok(own);
    }
    // Nothing imports it, so it needs no name.
    parsed.insert(String::new(), Module::parse(script.to_owned(), &own)?);
    let (text, _) = functions(&parsed)?;
    Ok(format!("(() => {{\n{text}}})();\n"))
}

/// The scripts of a folder by their names; tests stand beside them and are no part of a page.
fn texts(root: &Path, folder: &str) -> Result<Vec<(String, PathBuf, String)>, Diagnostic> {
    let entries = std::fs::read_dir(root.join(folder));
    let names = entries.into_iter().flatten().flatten();
    let mut names: Vec<String> = names
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".js") && !name.ends_with(".test.js"))
        .collect();
    names.sort();
    let text = |name: String| {
        let path = Path::new(folder).join(&name);
        let text = read(root, &path)?;
        Ok((name, path, text))
    };
    names.into_iter().map(text).collect()
}

fn read(root: &Path, path: &Path) -> Result<String, Diagnostic> {
    std::fs::read_to_string(root.join(path))
        .map_err(|error| Diagnostic::file(path, format!("cannot read this file: {error}")))
}
