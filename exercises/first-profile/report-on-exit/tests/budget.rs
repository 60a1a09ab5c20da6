//! The program fails with status 3, and its report is there.

use std::path::PathBuf;
use std::process::Command;

fn run(name: &str) -> (Option<i32>, bool) {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&path);
    let status = Command::new(env!("CARGO_BIN_EXE_report-on-exit")).arg(&path).status();
    (status.expect("it starts").code(), path.exists())
}

#[test]
fn it_ends_with_status_3() {
    assert_eq!(run("status.txt").0, Some(3));
}

#[test]
fn the_report_is_written() {
    assert!(run("report.txt").1, "there is no report");
}
