//! Code that is run over HTTP: the protocol, and what the server survives.

use crate::client::{Client, body_of};
use serde_json::{Value, json};
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

const LOOP: &str = "fn main() { println!(\"on\"); loop { std::hint::black_box(0); } }";

/// Processes whose program lies in the store of this book.
fn programs(root: &Path) -> usize {
    let store = root.join("target/runner").canonicalize().expect("a store");
    let processes = std::fs::read_dir("/proc").expect("processes").flatten();
    processes
        .filter_map(|process| std::fs::read_link(process.path().join("exe")).ok())
        .filter(|program| program.starts_with(&store))
        .count()
}

#[track_caller]
fn until(what: &str, holds: impl Fn() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(20), "never: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_program_is_answered_with_its_own_heap() {
    let client = Client::start("run-protocol");
    let answer = client.execute("fn main(){ let v = vec![1u8; 4096]; println!(\"{}\", v.len()); }");
    assert_eq!(answer["success"], true, "{answer}");
    assert_eq!(answer["stdout"], "4096\n");
    let totals = &answer["heap"]["totals"];
    assert_eq!(
        (&totals["blocks"], &totals["bytes"], &totals["end_bytes"]),
        (&json!(1), &json!(4096), &json!(0))
    );
    for (code, reason) in [
        ("fn main() { panic!(\"no\") }", "panicked"),
        ("fn main() { std::process::abort() }", "aborted"),
        (
            "fn f(n: u64) -> u64 { if n == 0 { 0 } else { 1 + f(std::hint::black_box(n + 1)) } } fn main() { f(1); }",
            "stack-overflow",
        ),
        ("fn main() { std::process::exit(3) }", "failed"),
        ("fn main() { missing() }", "compile-error"),
    ] {
        let answer = client.execute(code);
        assert_eq!(answer["exit"]["reason"], reason, "{answer}");
        assert_eq!(answer["success"], false);
    }
    let error = client.execute("fn main() {\n    let x: u8 = \"\";\n}");
    assert_eq!(error["diagnostics"][0]["code"], "E0308");
    assert_eq!(error["diagnostics"][0]["spans"][0]["line_start"], 2);
    assert!(!error.to_string().contains("memory_lab"), "{error}");

    let evaluate = json!({"version": "stable", "optimize": "0", "code": "fn main() { println!(\"hi\") }", "edition": "2021"});
    let (status, text) = client.ask(
        "POST",
        &format!("{}evaluate.json", client.base),
        &[],
        &evaluate.to_string(),
    );
    assert_eq!(
        (status, body_of(&text)),
        (200, json!({"result": "hi\n", "error": null}))
    );
    let (status, text) = client.ask("POST", &format!("{}meta/crates", client.base), &[], "");
    assert_eq!((status, body_of(&text)), (200, json!({"crates": []})));
    let (status, _) = client.ask("GET", &format!("{}meta/versions", client.base), &[], "");
    assert_eq!(status, 200);
}

#[test]
fn a_listing_does_here_what_its_record_says() {
    let client = Client::start("run-listing");
    let (status, text) = client.ask("GET", &format!("{}source/one-first", client.base), &[], "");
    assert_eq!(status, 200, "{text}");
    let code = body_of(&text)["code"].clone();
    let body = json!({"code": code, "listing": "one-first"});
    let (status, text) = client.ask(
        "POST",
        &format!("{}execute", client.base),
        &[],
        &body.to_string(),
    );
    assert_eq!(status, 200, "{text}");
    let answer = body_of(&text);
    let recorded: Value = serde_json::from_str(
        &client
            .scratch
            .read("listings/one/one-first/recorded/heap.json"),
    )
    .expect("JSON");
    assert_eq!(
        answer["heap"]["totals"], recorded["exact"]["cases"][0]["totals"],
        "{answer}"
    );
    assert_eq!(answer["recorded"]["source"], "recorded");
}

#[test]
fn a_listing_that_changes_is_read_again() {
    let client = Client::start("run-changed");
    let body = json!({"code": "pub fn run() {}", "listing": "one-first"}).to_string();
    let path = format!("{}execute", client.base);
    assert_eq!(client.ask("POST", &path, &[], &body).0, 200);
    let manifest = client
        .scratch
        .root
        .join("listings/one/one-first/Cargo.toml");
    let text = std::fs::read_to_string(&manifest).expect("a manifest");
    let recorded = text.replace("timeout = 10", "page = \"recorded\"");
    std::fs::write(&manifest, recorded).expect("written");
    until("it is refused", || {
        let (status, text) = client.ask("POST", &path, &[], &body);
        status == 400 && text.contains("is shown as recorded")
    });
    std::fs::write(&manifest, text).expect("written");
    until("it runs", || client.ask("POST", &path, &[], &body).0 == 200);
}

#[test]
fn two_hundred_requests_at_once_are_all_answered() {
    let client = Client::start("run-many");
    client.execute("fn main() {}");
    let path = format!("{}execute", client.base);
    let body = json!({"code": "fn main() {}", "edition": "2024"}).to_string();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let asked: Vec<_> = (0..200)
            .map(|_| scope.spawn(|| client.ask("POST", &path, &[], &body).0))
            .collect();
        asked
            .into_iter()
            .map(|thread| thread.join().expect("an answer"))
            .collect()
    });
    assert!(
        statuses.iter().all(|status| [200, 429].contains(status)),
        "{statuses:?}"
    );
    assert!(
        statuses.contains(&200) && statuses.contains(&429),
        "{statuses:?}"
    );
    client.execute("fn main() {}");
}

#[test]
fn who_leaves_takes_the_program_along() {
    let mut client = Client::start("run-leaving");
    let root = client.scratch.root.clone();
    let body = json!({"code": LOOP, "edition": "2024"}).to_string();
    for route in ["stream", "execute"] {
        let path = format!("{}{route}", client.base);
        let stream = client.send("POST", &path, &[], &body);
        until("it runs", || programs(&root) == 1);
        drop(stream);
        until("it is gone", || programs(&root) == 0);
    }
    // Killed by its number.
    let mut stream = client.send("POST", &format!("{}stream", client.base), &[], &body);
    let mut text = Vec::new();
    let mut piece = [0; 4096];
    while !String::from_utf8_lossy(&text).contains("\"id\":") {
        let count = stream.read(&mut piece).expect("an answer");
        text.extend_from_slice(&piece[..count]);
    }
    let said = String::from_utf8_lossy(&text).into_owned();
    let id: String = said
        .split("\"id\":")
        .nth(1)
        .expect("an id")
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    until("it runs", || programs(&root) == 1);
    let (status, _) = client.ask(
        "POST",
        &format!("{}kill", client.base),
        &[],
        &format!("{{\"id\":{id}}}"),
    );
    assert_eq!(status, 200);
    stream.read_to_end(&mut text).expect("the end");
    assert!(String::from_utf8_lossy(&text).contains("\"killed\""));
    // The server itself killed.
    let path = format!("{}stream", client.base);
    let _stream = client.send("POST", &path, &[], &body);
    until("it runs", || programs(&root) == 1);
    client.server.child.kill().expect("killed");
    until("no orphan is left", || programs(&root) == 0);
}

#[test]
fn the_store_may_be_deleted_under_it() {
    let client = Client::start("run-deleted");
    client.execute("fn main() {}");
    std::fs::remove_dir_all(client.scratch.root.join("target/runner")).expect("deleted");
    assert_eq!(
        client.execute("fn main() { println!(\"again\") }")["stdout"],
        "again\n"
    );
}
