//! The scripts at the end of a page: only those that something on the page uses, and that the theme has.

use crate::page::Session;
use maud::html;
use std::path::Path;

/// Script tags, none on a page without interactive parts, nor where nobody copies the scripts.
pub(crate) fn html(session: &Session) -> String {
    if !session.raw_links || session.scripts.is_empty() {
        return String::new();
    }
    let modules = session.catalog.root.join("theme/js/modules");
    let scripts: Vec<_> = session
        .scripts
        .iter()
        .filter(|script| modules.join(script).is_file())
        .collect();
    if scripts.is_empty() {
        return String::new();
    }
    let root = to_root(&session.page.path);
    let tags = html! {
        div {
            @for script in scripts {
                script type="module" src=(format!("{root}../assets/modules/{script}")) {}
            }
        }
    };
    format!("\n\n{}\n", tags.0)
}

/// From a page `src/<language>/…` up to its language's folder.
fn to_root(page: &Path) -> String {
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
