//! Who is answered: this machine's own pages, under the server's own name.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// A page from elsewhere must not reach this server under a name of its own (DNS rebinding), and nothing
/// is cached, since the next build may change it.
pub(super) async fn guard(State(port): State<u16>, request: Request, next: Next) -> Response {
    if let Some(refusal) = refusal(request.headers(), port) {
        return refusal.into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("same-origin"),
    );
    response
}

/// The host must be ours, and so must the origin when the browser names one. Both are compared with this
/// server's own address and not with each other: whoever rebinds a name controls both.
fn refusal(headers: &HeaderMap, port: u16) -> Option<(StatusCode, &'static str)> {
    let ours = ["127.0.0.1", "localhost"].map(|name| format!("{name}:{port}"));
    let text = |name| {
        headers
            .get(name)
            .map(|value| value.to_str().unwrap_or_default())
    };
    if !text(header::HOST).is_some_and(|host| ours.iter().any(|ours| ours == host)) {
        return Some((
            StatusCode::MISDIRECTED_REQUEST,
            "this server answers to localhost only\n",
        ));
    }
    let origin = text(header::ORIGIN);
    origin
        .is_some_and(|origin| ours.iter().all(|ours| origin != format!("http://{ours}")))
        .then_some((
            StatusCode::FORBIDDEN,
            "this server answers to its own pages only\n",
        ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(host: &str, origin: Option<&str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().expect("a header"));
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().expect("a header"));
        }
        headers
    }

    fn ours(headers: &HeaderMap, port: u16) -> bool {
        refusal(headers, port).is_none()
    }

    #[test]
    fn only_requests_to_this_machine_are_answered() {
        assert!(ours(&headers("127.0.0.1:3000", None), 3000));
        assert!(ours(
            &headers("localhost:3000", Some("http://localhost:3000")),
            3000
        ));
        assert!(!ours(&headers("evil.example", None), 3000));
        assert!(!ours(&headers("127.0.0.1:3001", None), 3000));
        assert!(!ours(
            &headers("127.0.0.1:3000", Some("http://evil.example")),
            3000
        ));
        assert!(!ours(&HeaderMap::new(), 3000));
    }
}
