//! Ctrl-C, as a terminal sends it: to the command and to everything that it started.

use crate::scratch::{Scratch, files_below};
use crate::server::{PATIENCE, Server, free_port, told};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Instant;

fn interrupt(target: &str) {
    let sent = Command::new("kill").args(["-INT", "--", target]).status();
    assert!(sent.expect("kill starts").success(), "kill -INT {target}");
}

fn wait_for(child: &mut Child) -> ExitStatus {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if let Some(status) = child.try_wait().expect("its status") {
            return status;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("it goes on after Ctrl-C")
}

fn wait_until_there(file: &Path) {
    let start = Instant::now();
    while !file.exists() {
        assert!(start.elapsed() < PATIENCE, "{} never came", file.display());
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}

/// The output is recorded at once; under the heap's recorder the listing then sleeps.
#[test]
fn an_interrupted_recording_leaves_whole_files() {
    let scratch = Scratch::new("interrupt-record", None);
    let recorded = scratch.root.join("listings/one/one-first/recorded");
    let before = files_below(&recorded);
    scratch.edit(
        "listings/one/one-first/Cargo.toml",
        "timeout = 10",
        "timeout = 60",
    );
    let sleep = "if std::env::var_os(\"HEAPLAB_MODE\").is_some() {\n\
                 let root = std::env::var(\"BOOK_ROOT\").expect(\"set by the test\");\n\
                 std::fs::write(root + \"/sleeping\", \"\").expect(\"written\");\n\
                 std::thread::sleep(std::time::Duration::from_secs(60));\n}\n\
                 println!(\"another output\");\ndrop(numbers);";
    scratch.edit("listings/one/one-first/src/lib.rs", "drop(numbers);", sleep);
    let mut command = scratch.book(&["record"]);
    command.env("BOOK_ROOT", &scratch.root).process_group(0);
    let mut child = command.stderr(Stdio::null()).spawn().expect("it starts");
    wait_until_there(&scratch.root.join("sleeping"));
    interrupt(&format!("-{}", child.id()));
    let status = wait_for(&mut child);
    assert!(!status.success(), "{status}");

    let mut expected = before;
    let output = "$ cargo run -p one-first\n5 numbers in 8 slots\nanother output\n";
    expected.insert("output.txt".to_owned(), output.into());
    assert_eq!(texts(files_below(&recorded)), texts(expected));
}

fn texts(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<(String, String)> {
    let texts = files.into_iter();
    texts
        .map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned()))
        .collect()
}

#[test]
fn an_interrupted_server_ends_although_a_page_is_open() {
    let scratch = Scratch::new("interrupt-serve", None);
    let mut server = Server::start(&scratch, &["serve", "--port", &free_port()]);
    let mut page = server.listen();
    told(&mut page, |_| true);
    interrupt(&server.child.id().to_string());
    let status = wait_for(&mut server.child);
    assert!(status.success(), "{status}");
}
