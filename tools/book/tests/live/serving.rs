//! `cargo book` as a server: the port, who may ask, live reload.

use crate::scratch::Scratch;
use crate::server::{Server, free_port, told};
use std::net::TcpListener;

#[test]
fn a_taken_port_gives_the_next_one_and_it_says_so() {
    let scratch = Scratch::new("serve-port-in-use", None);
    let taken = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let taken = (taken.local_addr().expect("an address").port(), taken);
    let server = Server::start(&scratch, &["serve", "--port", &taken.0.to_string()]);
    assert!(server.port > taken.0, "{} after {}", server.port, taken.0);
    let notice = format!("port {} is taken, using {}", taken.0, server.port);
    assert!(server.said.contains(&notice), "{:#?}", server.said);
    assert!(server.get("/en/").contains("A small book"));
}

#[test]
fn a_page_of_another_site_cannot_ask_under_a_name_of_its_own() {
    let scratch = Scratch::new("serve-host", None);
    let server = Server::start(&scratch, &["serve", "--port", &free_port()]);
    let port = server.port;
    for host in [format!("127.0.0.1:{port}"), format!("localhost:{port}")] {
        assert_eq!(server.get_as(&host, "/en/").0, 200, "{host}");
    }
    for host in ["evil.example", "127.0.0.1", "127.0.0.1:1"] {
        assert_eq!(server.get_as(host, "/en/").0, 421, "{host}");
        assert_eq!(server.get_as(host, "/__reload").0, 421, "{host}");
    }
}

#[test]
fn a_page_is_reloaded_after_an_edit_and_keeps_its_last_good_state() {
    let scratch = Scratch::new("serve-reload", None);
    // Without a verb, as a reader starts it.
    let server = Server::start(&scratch, &["--port", &free_port()]);
    let mut page = server.listen();
    let first = told(&mut page, |_| true);
    assert_eq!((first.generation, first.error), (1, None));
    assert!(server.get("/en/").contains("/__reload.js"));
    assert!(server.get("/__reload.js").contains("WebSocket"));
    assert!(!scratch.read("book/en/index.html").contains("__reload"));

    scratch.edit(
        "src/en/README.md",
        "A preface without",
        "An edited preface without",
    );
    let second = told(&mut page, |state| state.generation > 1);
    assert_eq!(second.error, None);
    assert!(server.get("/en/").contains("An edited preface"));

    scratch.edit(
        "src/en/one/README.md",
        "{{#heap one-first.bytes}}",
        "{{#heap one-first.byte}}",
    );
    let broken = told(&mut page, |state| state.error.is_some());
    let error = broken.error.unwrap_or_default();
    for part in [
        "src/en/one/README.md:3:21",
        "has no figure 'byte'",
        "did you mean 'bytes'?",
    ] {
        assert!(error.contains(part), "{part} is not in:\n{error}");
    }
    assert!(
        server.get("/en/one/").contains(">96</a>"),
        "the last good page is gone"
    );

    scratch.edit(
        "src/en/one/README.md",
        "{{#heap one-first.byte}}",
        "{{#heap one-first.bytes}}",
    );
    let mended = told(&mut page, |state| state.error.is_none());
    assert!(mended.generation > broken.generation);
}

#[test]
fn a_figure_that_is_recorded_anew_appears_on_the_page() {
    let scratch = Scratch::new("serve-recorded", None);
    let server = Server::start(&scratch, &["serve", "--port", &free_port()]);
    let mut page = server.listen();
    told(&mut page, |_| true);
    let file = scratch
        .root
        .join("listings/one/one-first/recorded/heap.json");
    let recorded = scratch.read("listings/one/one-first/recorded/heap.json");
    let totals = "\"totals\": {\"blocks\": 2, \"bytes\": 96,";
    assert!(recorded.contains(totals));
    let recorded = recorded.replace(totals, "\"totals\": {\"blocks\": 2, \"bytes\": 1024768,");
    // As `cargo book record` writes.
    catalog::write_atomically(&file, recorded.as_bytes()).expect("written");
    told(&mut page, |state| state.generation > 1);
    assert!(server.get("/ko/one/").contains(">1,024,768</a>"));
}

#[test]
fn a_server_whose_first_build_fails_shows_why_and_recovers() {
    let scratch = Scratch::new("serve-broken-at-start", None);
    scratch.edit("src/en/README.md", "{#preface}", "");
    let server = Server::start(&scratch, &["serve", "--port", &free_port()]);
    let mut page = server.listen();
    let first = told(&mut page, |_| true);
    assert_eq!(first.generation, 0);
    assert!(
        first
            .error
            .is_some_and(|error| error.contains("src/en/README.md:1:1"))
    );
    assert!(
        server.get("/").contains("/__reload.js"),
        "nothing would reload this page"
    );
    scratch.edit(
        "src/en/README.md",
        "# A small book",
        "# A small book {#preface}",
    );
    told(&mut page, |state| {
        state.generation == 1 && state.error.is_none()
    });
    assert!(server.get("/en/").contains("A preface"));
}
