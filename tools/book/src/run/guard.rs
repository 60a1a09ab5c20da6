//! Who may have code run: token, origin and content type. The host was looked at before, and the origin
//! when it was sent.

use super::{Shared, problem};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

/// Refuses what does not come from a page of ours.
pub(super) async fn guard(State(runs): State<Shared>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let token = path
        .trim_start_matches("/r/")
        .split('/')
        .next()
        .unwrap_or_default();
    if !same(token.as_bytes(), runs.token.as_bytes()) {
        return problem(
            StatusCode::UNAUTHORIZED,
            "this token is not valid: reload the page",
        );
    }
    let headers = request.headers();
    if !site_allowed(headers) {
        return problem(StatusCode::FORBIDDEN, "other sites cannot run code here");
    }
    let is_json = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| {
            value
                .split(';')
                .next()
                .is_some_and(|kind| kind.trim() == "application/json")
        });
    if request.method() == axum::http::Method::POST && !is_json {
        return problem(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "send Content-Type: application/json",
        );
    }
    next.run(request).await
}

fn site_allowed(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").map(|value| value.as_bytes());
    site.is_none_or(|site| site == b"same-origin" || site == b"none")
}

/// In a time that does not depend on where they differ.
fn same(left: &[u8], right: &[u8]) -> bool {
    let different = left.iter().zip(right).fold(0, |sum, (a, b)| sum | (a ^ b));
    left.len() == right.len() && different == 0
}
