//! The theme's stylesheet and scripts, once for both languages, in `assets/` under names that change with
//! their content: a server may let browsers keep them for ever.
//!
//! What book.toml lists in `additional-css` and `additional-js` becomes one file each; every other script
//! of `theme/js` and stylesheet of `theme/css` is taken up by itself.

use super::small;
use anyhow::{Context, Result};
use maud::{Markup, html};
use mdbook_driver::config::Config;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// The names of the written files.
#[derive(Debug, Default)]
pub(crate) struct Assets {
    styles: Vec<String>,
    scripts: Vec<String>,
    /// The theme has a script for the search button.
    pub(crate) search: bool,
}

const FOLDER: &str = "assets";

impl Assets {
    /// Writes the theme's files into `<site>/assets/`.
    pub(crate) fn write(root: &Path, config: &Config, site: &Path) -> Result<Self> {
        let folder = site.join(FOLDER);
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
        let listed = |key: &str| -> Result<Vec<PathBuf>> {
            let listed: Option<Vec<PathBuf>> = config.get(&format!("output.html.{key}"))?;
            Ok(listed.unwrap_or_default())
        };
        let styles = listed("additional-css")?;
        let more = others(root, "css", &styles);
        let all: Vec<PathBuf> = styles.into_iter().chain(more).collect();
        let style = small::style(&joined(root, &all)?);
        let mut assets = Self {
            styles: vec![written(&folder, "book", "css", &style)?],
            search: root.join("theme/js/search.js").is_file(),
            ..Self::default()
        };
        let scripts = listed("additional-js")?;
        if !scripts.is_empty() {
            let script = small::script(&joined(root, &scripts)?);
            assets
                .scripts
                .push(written(&folder, "book", "js", &script)?);
        }
        for file in others(root, "js", &scripts) {
            let stem = file
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let script = small::script(&joined(root, std::slice::from_ref(&file))?);
            assets.scripts.push(written(&folder, &stem, "js", &script)?);
        }
        Ok(assets)
    }

    /// The elements of a page's head; `root` leads from the page to its language's folder.
    pub(crate) fn tags(&self, root: &str) -> Markup {
        html! {
            @for name in &self.styles {
                link rel="stylesheet" href=(format!("{root}../{FOLDER}/{name}"));
            }
            @for name in &self.scripts {
                script defer src=(format!("{root}../{FOLDER}/{name}")) {}
            }
        }
    }
}

/// The files of `theme/<kind>` that are not listed. Tests stand beside scripts and are no part of a page.
fn others(root: &Path, kind: &str, listed: &[PathBuf]) -> BTreeSet<PathBuf> {
    let folder = Path::new("theme").join(kind);
    let entries = root
        .join(&folder)
        .read_dir()
        .into_iter()
        .flatten()
        .flatten();
    let files = entries.map(|entry| folder.join(entry.file_name()));
    let wanted = |file: &PathBuf| {
        let name = file.to_string_lossy();
        name.ends_with(&format!(".{kind}")) && !name.ends_with(".test.js") && !listed.contains(file)
    };
    files.filter(wanted).collect()
}

fn joined(root: &Path, files: &[PathBuf]) -> Result<String> {
    let mut text = String::new();
    for file in files {
        let path = root.join(file);
        text += &std::fs::read_to_string(&path).with_context(|| {
            format!("cannot read {}: is it listed in book.toml?", file.display())
        })?;
    }
    Ok(text)
}

/// Writes a file and returns its name. The hash need not be secure, only different for another content.
fn written(folder: &Path, stem: &str, extension: &str, text: &str) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let name = format!("{stem}-{:016x}.{extension}", hasher.finish());
    let path = folder.join(&name);
    std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_content_has_another_name_and_unlisted_scripts_their_own_file() {
        let root = tempfile::tempdir().expect("a folder");
        let js = root.path().join("theme/js");
        std::fs::create_dir_all(&js).expect("a theme");
        for name in ["page.js", "search.js", "search.test.js"] {
            std::fs::write(js.join(name), name).expect("a script");
        }
        let toml = "[output.html]\nadditional-js = [\"theme/js/page.js\"]\n";
        let config: Config = toml.parse().expect("a configuration");
        let assets = Assets::write(root.path(), &config, root.path()).expect("written");
        let tags = assets.tags("../").into_string();
        assert!(
            assets.search && tags.contains("src=\"../../assets/search-"),
            "{tags}"
        );
        assert_eq!(tags.matches("<script").count(), 2, "{tags}");
        std::fs::write(js.join("page.js"), "changed").expect("a script");
        let again = Assets::write(root.path(), &config, root.path()).expect("written");
        assert_ne!(again.scripts[0], assets.scripts[0]);
        assert_eq!(again.scripts[1], assets.scripts[1]);
    }
}
