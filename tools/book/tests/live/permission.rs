//! Who may have code run, and in how strong a sandbox.

use crate::client::Client;
use crate::scratch::Scratch;
use crate::server::{Server, free_port};
use serde_json::json;

/// Method, path, headers, and the status that must be answered.
type Case<'a> = (&'a str, &'a str, Vec<(&'a str, &'a str)>, u16);

#[test]
fn only_our_own_pages_can_have_code_run() {
    let client = Client::start("run-security");
    let path = format!("{}execute", client.base);
    let body = json!({"code": "fn main() {}"}).to_string();
    let ours = format!("http://127.0.0.1:{}", client.server.port);
    let other_port = "http://127.0.0.1:1".to_owned();
    let cases: [Case<'_>; 16] = [
        ("POST", &path, vec![("Host", "evil.example")], 421),
        ("POST", "/r/0123/execute", vec![], 401),
        ("POST", "/r//execute", vec![], 401),
        ("POST", "/execute", vec![], 405),
        ("POST", &path, vec![("Content-Type", "text/plain")], 415),
        (
            "POST",
            &path,
            vec![("Content-Type", "application/x-www-form-urlencoded")],
            415,
        ),
        ("POST", &path, vec![("Origin", "http://evil.example")], 403),
        ("POST", &path, vec![("Origin", "null")], 403),
        ("POST", &path, vec![("Origin", &other_port)], 403),
        ("POST", &path, vec![("Sec-Fetch-Site", "cross-site")], 403),
        ("POST", &path, vec![("Sec-Fetch-Site", "same-site")], 403),
        (
            "GET",
            "/__reload",
            vec![("Origin", "http://evil.example")],
            403,
        ),
        ("GET", "/en/one/", vec![("Origin", "null")], 403),
        ("GET", "/__run/run.js", vec![("Host", "evil.example")], 421),
        (
            "OPTIONS",
            &path,
            vec![("Access-Control-Request-Method", "POST")],
            405,
        ),
        ("GET", &path, vec![], 405),
    ];
    for (method, path, headers, expected) in cases {
        let (status, text) = client.ask(method, path, &headers, &body);
        assert_eq!(status, expected, "{method} {path} {headers:?}: {text}");
        assert!(
            !text.to_lowercase().contains("access-control-allow"),
            "{text}"
        );
    }
    let (status, _) = client.ask(
        "POST",
        &path,
        &[("Origin", &ours), ("Sec-Fetch-Site", "same-origin")],
        &body,
    );
    assert_eq!(status, 200);
    let large = json!({"code": "x".repeat(10 << 20)}).to_string();
    // Refused by its head; the connection may be gone before the body was sent.
    assert!([413, 0].contains(&client.ask("POST", &path, &[], &large).0));
    let long = json!({"code": "x".repeat(65 << 10)}).to_string();
    let (status, text) = client.ask("POST", &path, &[], &long);
    assert_eq!(status, 400, "{text}");
    assert!(
        !client
            .scratch
            .read("book/en/one/index.html")
            .contains("/r/"),
        "the token is in a built file"
    );
    assert_eq!(client.ask("POST", &path, &[], &body).0, 200);
}

#[test]
fn less_than_a_sandbox_is_refused_when_one_is_required() {
    let scratch = Scratch::new("run-required", None);
    let weak = [
        "serve",
        "--no-open",
        "--require-sandbox",
        "--sandbox",
        "limits-only",
    ];
    let output = scratch.book(&weak).output().expect("cargo book starts");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(
        said.contains("--require-sandbox: only 'limits-only' holds here"),
        "{said}"
    );
}

#[test]
fn the_tier_is_named_at_the_start_and_with_every_run() {
    let scratch = Scratch::new("run-tier", None);
    let server = Server::start(
        &scratch,
        &["serve", "--port", &free_port(), "--sandbox", "none"],
    );
    let line = server
        .said
        .iter()
        .find(|line| line.starts_with("running code in sandbox"));
    assert!(
        line.is_some_and(|line| line.contains("'none'")),
        "{:#?}",
        server.said
    );
    assert!(server.get("/en/one/").contains("data-tier=\"none\""));
}
