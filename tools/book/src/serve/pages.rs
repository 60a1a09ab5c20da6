//! The files of the site, with what the server adds to its pages.

use super::{Site, TAG};
use crate::site::playground;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use std::path::Path;
use tower_http::services::ServeDir;

/// Files of the site; pages get the reload script.
pub(super) async fn file(State(site): State<Site>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let is_page = path.ends_with('/') || path.ends_with(".html");
    if is_page && let Some(html) = read_page(&site.folder, &path) {
        return Html(served(&site, &html)).into_response();
    }
    if path == "/" {
        return Html(format!(
            "<!doctype html><title>Memory, measured</title><p>No build yet.</p>{TAG}"
        ))
        .into_response();
    }
    let Ok(response) = ServeDir::new(&site.folder).try_call(request).await else {
        return (
            StatusCode::INTERNAL_SERVER_ERROR,
            "this file cannot be read\n",
        )
            .into_response();
    };
    response.map(Body::new)
}

/// A page that reloads, and has its code run here.
fn served(site: &Site, html: &str) -> String {
    let html = html.replacen("</body>", &format!("{TAG}</body>"), 1);
    let Some(runs) = site.runs.as_deref() else {
        return html;
    };
    let html = playground::without(html);
    let head = runs.head(&html);
    html.replacen("</head>", &format!("{head}</head>"), 1)
}

fn read_page(folder: &Path, path: &str) -> Option<String> {
    let relative = path.trim_start_matches('/');
    if relative.split('/').any(|part| part == "..") || relative.contains(['\\', '%']) {
        return None;
    }
    let file = folder.join(relative);
    let file = if path.ends_with('/') {
        file.join("index.html")
    } else {
        file
    };
    std::fs::read_to_string(file).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_cannot_leave_the_site() {
        let folder = tempfile::tempdir().expect("a folder");
        let site = folder.path().join("site");
        std::fs::create_dir(&site).expect("a folder");
        std::fs::write(folder.path().join("secret.html"), "x").expect("a file");
        std::fs::write(site.join("index.html"), "home").expect("a file");
        assert_eq!(read_page(&site, "/").as_deref(), Some("home"));
        assert_eq!(read_page(&site, "/../secret.html"), None);
        assert_eq!(read_page(&site, "/%2e%2e/secret.html"), None);
    }
}
