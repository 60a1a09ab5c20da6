//! One module, taken apart: what it needs, what it exports, and the rest.

use catalog::Diagnostic;
use regex::{Captures, Regex};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// One module, taken apart.
pub(super) struct Module {
    pub(super) path: PathBuf,
    /// Where it is imported.
    pub(super) needs: Vec<(String, Diagnostic)>,
    pub(super) exports: Vec<String>,
    /// Without the words `import` and `export`.
    pub(super) body: String,
}

static IMPORT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?m)^import \{([\w\s,]*)\} from "\.\.?/(?:[\w-]+/)?([\w-]+\.js)";\n"#).ok()
});
static EXPORT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^export ((?:async )?function\*?|class|const) (\w+)").ok());
static EITHER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^(?:import|export)\b.*").ok());

impl Module {
    /// Takes a module apart.
    ///
    /// # Errors
    /// When it imports or exports in another form than this understands.
    pub(super) fn parse(path: PathBuf, text: &str) -> Result<Self, Diagnostic> {
        let (Some(import), Some(export)) = (&*IMPORT, &*EXPORT) else {
            return Err(malformed(&path));
        };
        if let Some(problem) = unknown(&path, text, [import, export]) {
            return Err(problem);
        }
        let needs = import.captures_iter(text).filter_map(|found| {
            let name = found.get(2)?;
            let message = format!("there is no module '{}'", name.as_str());
            let missing = Diagnostic::at(&path, text, name.range(), message);
            Some((name.as_str().to_owned(), missing))
        });
        let needs = needs.collect();
        let exports = export.captures_iter(text).map(|found| found[2].to_owned());
        let exports = exports.collect();
        let body = import.replace_all(text, "");
        let body = export.replace_all(&body, "$1 $2").into_owned();
        Ok(Self {
            path,
            needs,
            exports,
            body,
        })
    }
}

/// Whether a script imports or exports anything.
pub(super) fn is_module(text: &str) -> bool {
    EITHER.as_ref().is_some_and(|either| either.is_match(text))
}

fn malformed(path: &Path) -> Diagnostic {
    Diagnostic::file(path, "a pattern of this book is malformed")
}

/// An import or export in another form.
fn unknown(path: &Path, text: &str, known: [&Regex; 2]) -> Option<Diagnostic> {
    let Some(either) = &*EITHER else {
        return Some(malformed(path));
    };
    let begins = |pattern: &Regex, at| pattern.find_iter(text).any(|found| found.start() == at);
    let is_known = |at: usize| known.iter().any(|pattern| begins(pattern, at));
    let other = either
        .find_iter(text)
        .find(|found| !is_known(found.start()))?;
    let message = "the one file for pages cannot take this up";
    let help = r#"write `import { name } from "./other.js";`, and `export` before function, class or const"#;
    Some(Diagnostic::at(path, text, other.range(), message).help(help))
}

/// A module that takes from the one file what it takes from others.
pub(super) fn importing(text: &str, name: &str) -> String {
    let one = |found: &Captures| format!("import {{{}}} from \"./{name}\";\n", &found[1]);
    IMPORT.as_ref().map_or_else(
        || text.to_owned(),
        |import| import.replace_all(text, one).into_owned(),
    )
}
