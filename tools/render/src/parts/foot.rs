//! The foot of a page: its file, and links to edit it or to report an error.

use super::one_line;
use crate::Page;
use maud::html;

/// The file's name alone where the repository's address is unknown.
/// `offline` is the archive with the whole site, at its root.
pub(crate) fn html(page: &Page, repository: Option<&str>, offline: Option<&str>) -> String {
    let path = page.path.to_string_lossy().replace('\\', "/");
    let words = page.language.words();
    // From src/en/a/b.md, which becomes en/a/b.html.
    let up = "../".repeat(path.matches('/').count().saturating_sub(1));
    let foot = html! {
        footer.page-foot {
            code { (path) }
            @if let Some(repository) = repository {
                a href=(format!("{repository}/edit/main/{path}")) { (words.edit_page) }
                a href=(format!("{repository}/issues/new?title={path}")) { (words.report_error) }
            }
            @if let Some(offline) = offline {
                a.page-foot-offline href=(format!("{up}{offline}")) download { (words.offline) }
            }
        }
    };
    format!("\n\n{}\n", one_line(&foot))
}
