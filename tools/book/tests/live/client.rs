//! A reader's browser, as far as running code goes.

use crate::scratch::Scratch;
use crate::server::{PATIENCE, Server, free_port};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;

/// A book that is served, and the address of its routes.
pub(crate) struct Client {
    pub(crate) server: Server,
    pub(crate) base: String,
    pub(crate) scratch: Scratch,
}

impl Client {
    /// Serves a copy of the fixture and takes the token from a page.
    pub(crate) fn start(name: &str) -> Self {
        let scratch = Scratch::new(name, None);
        let server = Server::start(&scratch, &["serve", "--port", &free_port()]);
        let page = server.get("/en/one/");
        let at = page
            .find("content=\"/r/")
            .expect("a page with listings has a token")
            + 9;
        let base = page[at..].split('"').next().expect("a base").to_owned();
        Self {
            server,
            base,
            scratch,
        }
    }

    /// Sends a request with these headers, beside a right host and content type unless they are named.
    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.server.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n",
            body.len()
        );
        let host = format!("127.0.0.1:{}", self.server.port);
        for (name, value) in [
            ("Host", host.as_str()),
            ("Content-Type", "application/json"),
        ] {
            if headers.iter().all(|(named, _)| *named != name) {
                head.extend([name, ": ", value, "\r\n"]);
            }
        }
        for (name, value) in headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        // The server may answer and close before it read everything.
        let _ = stream.write_all((head + "\r\n" + body).as_bytes());
        stream
    }

    /// Status and whole text of the answer.
    pub(crate) fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> (u16, String) {
        let mut bytes = Vec::new();
        let _ = self
            .send(method, path, headers, body)
            .read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let status = text
            .split_whitespace()
            .nth(1)
            .and_then(|status| status.parse().ok());
        (status.unwrap_or(0), text)
    }

    /// Runs a program to its end.
    pub(crate) fn execute(&self, code: &str) -> Value {
        let body = json!({"channel": "stable", "mode": "debug", "edition": "2024", "crateType": "bin",
            "tests": false, "backtrace": false, "code": code});
        let (status, text) = self.ask(
            "POST",
            &format!("{}execute", self.base),
            &[],
            &body.to_string(),
        );
        assert_eq!(status, 200, "{text}");
        body_of(&text)
    }
}

/// The JSON of an answer.
pub(crate) fn body_of(text: &str) -> Value {
    let start = text.find("\r\n\r\n").expect("a body") + 4;
    serde_json::from_str(&text[start..]).expect("JSON")
}
