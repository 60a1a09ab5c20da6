//! The scripts of interactive parts as one file: a page asks for it once, and the next page has it already.
//!
//! What lies in `theme/js/modules` are ES modules that import each other, as editors, tests and the type checker
//! read them. In the one file each becomes the body of a function which returns what the module exports, in the
//! order in which they need each other. Modules in `later/` stay files of their own, which import that file.
//! A widget's script may be such modules too; what a page gets is then still one classic script.

use catalog::{Diagnostic, Fingerprint};
use regex::{Captures, Regex};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

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

/// One module, taken apart.
struct Module {
    path: PathBuf,
    /// Where it is imported.
    needs: Vec<(String, Diagnostic)>,
    exports: Vec<String>,
    /// Without the words `import` and `export`.
    body: String,
}

type Parsed = BTreeMap<String, Module>;

static IMPORT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?m)^import \{([\w\s,]*)\} from "\.\.?/(?:[\w-]+/)?([\w-]+\.js)";\n"#).ok()
});
static EXPORT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^export ((?:async )?function\*?|class|const) (\w+)").ok());
static EITHER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^(?:import|export)\b.*").ok());

/// The modules of the book at `root`; none where its theme has none.
///
/// # Errors
/// When one of them cannot be read, or imports or exports in another form than this understands.
pub fn modules(root: &Path) -> Result<Modules, Diagnostic> {
    let mut parsed = Parsed::new();
    for (name, path, text) in texts(root, FOLDER)? {
        parsed.insert(name, parse(path, &text)?);
    }
    if parsed.is_empty() {
        return Ok(Modules::default());
    }
    let text = joined(&parsed)?;
    let mut print = Fingerprint::default();
    print.add(&text);
    let name = format!("interactive-{}.js", &print.digits()[..16]);
    let mut files = vec![(name.clone(), text)];
    for (later, path, text) in texts(root, &format!("{FOLDER}/later"))? {
        parse(path, &text)?;
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
        parsed.insert(name, parse(path, &text)?);
    }
    let is_module = EITHER.as_ref().is_some_and(|either| either.is_match(&own));
    if parsed.is_empty() && !is_module {
        return Ok(own);
    }
    // Nothing imports it, so it needs no name.
    parsed.insert(String::new(), parse(script.to_owned(), &own)?);
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

fn parse(path: PathBuf, text: &str) -> Result<Module, Diagnostic> {
    let (Some(import), Some(export), Some(either)) = (&*IMPORT, &*EXPORT, &*EITHER) else {
        return Err(Diagnostic::file(
            path,
            "a pattern of this book is malformed",
        ));
    };
    let begins =
        |pattern: &Regex, at: usize| pattern.find_iter(text).any(|found| found.start() == at);
    let known = |at: usize| begins(import, at) || begins(export, at);
    if let Some(other) = either.find_iter(text).find(|found| !known(found.start())) {
        let message = "the one file for pages cannot take this up";
        let help = r#"write `import { name } from "./other.js";`, and `export` before function, class or const"#;
        return Err(Diagnostic::at(path, text, other.range(), message).help(help));
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
    Ok(Module {
        path,
        needs,
        exports,
        body,
    })
}

/// All modules in one, which exports whatever they export.
fn joined(modules: &Parsed) -> Result<String, Diagnostic> {
    let (text, names) = functions(modules)?;
    Ok(format!("{text}export {{ {} }};\n", names.join(", ")))
}

/// A function for each module, and the names that they export.
fn functions(modules: &Parsed) -> Result<(String, Vec<&str>), Diagnostic> {
    let mut order = Vec::new();
    for name in modules.keys() {
        place(name, modules, &mut Vec::new(), &mut order)?;
    }
    let mut text = String::new();
    let mut all: BTreeMap<&str, &Path> = BTreeMap::new();
    for module in order.into_iter().filter_map(|name| modules.get(name)) {
        for name in &module.exports {
            if let Some(other) = all.insert(name, &module.path) {
                let message = format!("'{name}' is exported by {} too", other.display());
                return Err(Diagnostic::file(&module.path, message)
                    .help("in the one file for pages their names are beside each other"));
            }
        }
        text += &function(module);
    }
    Ok((text, all.into_keys().collect()))
}

fn function(module: &Module) -> String {
    let names = module.exports.join(", ");
    match names.as_str() {
        "" => format!("(() => {{\n{}}})();\n", module.body),
        _ => format!(
            "const {{ {names} }} = (() => {{\n{}return {{ {names} }};\n}})();\n",
            module.body
        ),
    }
}

/// Puts a module behind those that it needs.
fn place<'m>(
    name: &'m str,
    modules: &'m Parsed,
    open: &mut Vec<&'m str>,
    order: &mut Vec<&'m str>,
) -> Result<(), Diagnostic> {
    let Some(module) = modules.get(name).filter(|_| !order.contains(&name)) else {
        return Ok(());
    };
    open.push(name);
    for (need, missing) in &module.needs {
        if !modules.contains_key(need) {
            return Err(missing.clone());
        }
        if open.contains(&need.as_str()) {
            let message = format!("'{need}' and this module need each other");
            return Err(Diagnostic {
                message,
                ..missing.clone()
            });
        }
        place(need, modules, open, order)?;
    }
    open.pop();
    order.push(name);
    Ok(())
}

/// A module that takes from the one file what it takes from others.
fn importing(text: &str, name: &str) -> String {
    let one = |found: &Captures| format!("import {{{}}} from \"./{name}\";\n", &found[1]);
    IMPORT.as_ref().map_or_else(
        || text.to_owned(),
        |import| import.replace_all(text, one).into_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, &str)]) -> Result<Modules, Diagnostic> {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join(FOLDER);
        std::fs::create_dir_all(folder.join("later")).expect("folders");
        for (name, text) in files {
            std::fs::write(folder.join(name), text).expect("a file");
        }
        modules(root.path())
    }

    #[test]
    fn modules_follow_what_they_need_and_later_ones_import_the_one_file() {
        let found = of(&[
            ("a.js", "import {\n  one,\n} from \"./b.js\";\none();\n"),
            (
                "b.js",
                "const own = 1;\nexport function one() {\n  return own;\n}\n",
            ),
            ("b.test.js", "import \"anything\";\n"),
            (
                "later/c.js",
                "import { one } from \"../b.js\";\nexport const two = one;\n",
            ),
        ]);
        let found = found.expect("modules");
        let name = found.name().to_owned();
        assert!(name.starts_with("interactive-"), "{name}");
        let one = "const { one } = (() => {\nconst own = 1;\nfunction one() {\n  return own;\n}\nreturn { one };\n})();\n\
                   (() => {\none();\n})();\nexport { one };\n";
        assert_eq!(found.files[0].1, one);
        let later = format!("import {{ one }} from \"./{name}\";\nexport const two = one;\n");
        assert_eq!(found.files[1..], [("c.js".to_owned(), later)]);
        assert_eq!(of(&[]), Ok(Modules::default()));
    }

    #[test]
    fn a_widget_of_modules_is_one_classic_script_and_another_stays_as_it_is() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("widgets/echo");
        std::fs::create_dir_all(&folder).expect("a folder");
        let put = |name: &str, text: &str| std::fs::write(root.path().join(name), text);
        let script = Path::new("widgets/echo.js");
        put("widgets/echo.js", "(() => {})();\n").expect("a script");
        let alone = widget_script(root.path(), script);
        assert_eq!(alone.as_deref(), Ok("(() => {})();\n"));
        put(
            "widgets/echo.js",
            "import { say } from \"./echo/say.js\";\nsay();\n",
        )
        .expect("a script");
        let error = widget_script(root.path(), script)
            .expect_err("no module")
            .to_string();
        let expected = "widgets/echo.js:1:29: error: there is no module 'say.js'";
        assert!(error.starts_with(expected), "{error}");
        put("widgets/echo/say.js", "export function say() {}\n").expect("a module");
        let joined = "(() => {\nconst { say } = (() => {\nfunction say() {}\nreturn { say };\n})();\n\
                      (() => {\nsay();\n})();\n})();\n";
        assert_eq!(widget_script(root.path(), script).as_deref(), Ok(joined));
        put("widgets/echo/say.js", "export let say;\n").expect("a module");
        let error = widget_script(root.path(), script)
            .expect_err("no function")
            .to_string();
        let expected = "widgets/echo/say.js:1:1: error: the one file for pages cannot take this up";
        assert!(error.starts_with(expected), "{error}");
    }

    #[test]
    fn what_cannot_be_joined_is_said_with_its_place() {
        for (files, expected) in [
            (
                vec![("a.js", "x();\nimport all from \"./b.js\";\n")],
                "theme/js/modules/a.js:2:1: error: the one file for pages cannot take this up",
            ),
            (
                vec![("a.js", "import { b } from \"./b.js\";\n")],
                "theme/js/modules/a.js:1:22: error: there is no module 'b.js'",
            ),
            (
                vec![
                    (
                        "a.js",
                        "import { b } from \"./b.js\";\nexport const a = b;\n",
                    ),
                    (
                        "b.js",
                        "import { a } from \"./a.js\";\nexport const b = a;\n",
                    ),
                ],
                "theme/js/modules/b.js:1:22: error: 'a.js' and this module need each other",
            ),
            (
                vec![
                    ("a.js", "export const x = 1;\n"),
                    ("b.js", "export const x = 2;\n"),
                ],
                "theme/js/modules/b.js: error: 'x' is exported by theme/js/modules/a.js too",
            ),
        ] {
            let error = of(&files).expect_err(expected).to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
