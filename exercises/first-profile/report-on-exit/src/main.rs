//! A program that fails, and should leave a report behind.

use std::path::PathBuf;

/// Writes its file when it is dropped, as a heap profiler does.
struct Report(PathBuf);

impl Drop for Report {
    fn drop(&mut self) {
        if let Err(error) = std::fs::write(&self.0, "report\n") {
            eprintln!("cannot write {}: {error}", self.0.display());
        }
    }
}

fn main() {
    let path = std::env::args().nth(1).unwrap_or_else(|| "report.txt".to_owned());
    let _report = Report(PathBuf::from(path));
    if let Err(error) = work() {
        eprintln!("{error}");
        std::process::exit(3);
    }
}

fn work() -> Result<(), String> {
    Err("the work failed, on purpose".to_owned())
}
