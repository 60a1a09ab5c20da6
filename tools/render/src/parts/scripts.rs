//! The scripts of a page that something on it uses, and that the theme has: one file for all of them. They are
//! modules, which browsers refuse to a page opened from a folder, so `theme/js/interactive.js` starts them, and only
//! elsewhere.

use crate::modules::modules;
use crate::page::Session;
use maud::html;
use std::path::Path;

/// What to start, nothing on a page without interactive parts, nor where nobody copies the scripts.
pub(crate) fn html(session: &Session) -> String {
    if !session.raw_links || session.scripts.is_empty() {
        return String::new();
    }
    let folder = session.catalog.root.join("theme/js/modules");
    let has = |script: &&str| folder.join(script).is_file();
    // What is wrong with a module is said where they are written.
    let Some(modules) = modules(&session.catalog.root)
        .ok()
        .filter(|_| session.scripts.iter().any(has))
    else {
        return String::new();
    };
    let root = to_root(&session.page.path);
    let base = format!("{root}../assets/modules/");
    let tags = html! { div data-modules=(modules.name()) data-base=(base) hidden {} };
    format!("\n\n{}\n", tags.0)
}

/// From a page `src/<language>/…` up to its language's folder.
pub(crate) fn to_root(page: &Path) -> String {
    let depth = page.components().count().saturating_sub(3);
    "../".repeat(depth)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_in_a_chapter_is_one_folder_down() {
        assert_eq!(to_root(Path::new("src/en/README.md")), "");
        assert_eq!(to_root(Path::new("src/en/first-profile/README.md")), "../");
    }
}
