//! The foot of a page: its file, and links to edit it or to report an error.

use super::one_line;
use crate::Page;
use maud::html;

/// The file's name alone where the repository's address is unknown.
pub(crate) fn html(page: &Page, repository: Option<&str>) -> String {
    let path = page.path.to_string_lossy().replace('\\', "/");
    let words = page.language.words();
    let foot = html! {
        footer.page-foot {
            code { (path) }
            @if let Some(repository) = repository {
                a href=(format!("{repository}/edit/main/{path}")) { (words.edit_page) }
                a href=(format!("{repository}/issues/new?title={path}")) { (words.report_error) }
            }
        }
    };
    format!("\n\n{}\n", one_line(&foot))
}
