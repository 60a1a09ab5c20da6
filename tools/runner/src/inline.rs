//! The heap count for a playground elsewhere, where nothing can be linked: the tracer as a module behind
//! the code, which reports on stderr. Lines of the code stay where they are.

use crate::toolchain::TRACER;

/// Begins the line of stderr that holds the report; the page cuts it out.
pub const INLINE_MARK: &str = "memory-lab-heap:";

/// What goes behind a listing's `src/lib.rs` to make it a program that counts.
///
/// A page replaces `begin_inline(true)` by `begin_inline(false)` where the code captures backtraces itself.
pub fn inline_tracer() -> String {
    format!(
        "\nfn main() {{ let _memory_lab = crate::__memory_lab::begin_inline(true); let _ = run(); }}\n\
         #[allow(warnings)]\nmod __memory_lab {{\n{TRACER}}}\n"
    )
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use std::process::{Command, Output};

    /// Compiled and run as a playground does: by plain rustc, as `src/main.rs`.
    fn run(code: &str) -> Output {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("src")).expect("a folder");
        let text = format!("{code}{}", inline_tracer());
        std::fs::write(folder.path().join("src/main.rs"), text).expect("a file");
        let rustc = Command::new("rustc")
            .current_dir(folder.path())
            .args(["--edition=2024", "-g", "src/main.rs", "-omain"])
            .output()
            .expect("rustc starts");
        let said = String::from_utf8_lossy(&rustc.stderr);
        assert!(rustc.status.success() && said.is_empty(), "{said}");
        let mut program = Command::new(folder.path().join("main"));
        let program = program
            .current_dir(folder.path())
            .env_remove("RUST_BACKTRACE");
        program.output().expect("it starts")
    }

    /// What it says apart from the report, and the report.
    fn heap(output: &Output) -> (String, Value) {
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        let (before, rest) = text
            .split_once(&format!("\n{INLINE_MARK}"))
            .unwrap_or_else(|| panic!("no report in {text}"));
        let (report, after) = rest.split_once('\n').expect("the report is a line");
        let report = serde_json::from_str(report).expect("JSON");
        (format!("{before}{after}"), report)
    }

    #[test]
    fn a_program_reports_on_stderr_with_lines() {
        let code =
            "pub fn run() {\n    let v = vec![1u8; 4096];\n    eprint!(\"{}\", v.len());\n}\n";
        let output = run(code);
        let (said, report) = heap(&output);
        assert!(output.status.success() && said == "4096", "{said}");
        let totals = json!({"blocks": 1, "bytes": 4096, "peak_blocks": 1, "peak_bytes": 4096, "end_blocks": 0, "end_bytes": 0});
        assert_eq!(report["totals"], totals);
        let line = |stack: usize| {
            let lines = report["lines"][stack].as_array().expect("lines");
            let own = lines.iter().filter_map(Value::as_u64);
            own.into_iter().find(|line| *line <= 4)
        };
        assert_eq!((line(0), line(1)), (Some(2), Some(4)), "{report}");
    }

    #[test]
    fn it_reports_before_an_exit_after_a_panic_and_from_threads() {
        let exits = run("pub fn run() { let _v = vec![0u8; 7]; std::process::exit(3) }");
        assert_eq!(heap(&exits).1["totals"]["end_bytes"], 7);
        assert_eq!(exits.status.code(), Some(3));
        let panics = run("pub fn run() { let v = vec![0u8; 7]; panic!(\"{}\", v.len()) }");
        let (said, report) = heap(&panics);
        assert!(said.contains("panicked at src/main.rs:1:38"), "{said}");
        assert!(report["totals"]["bytes"].as_u64() >= Some(7), "{report}");
        let threads = run(
            "pub fn run() { std::thread::scope(|s| for n in 0..4 { s.spawn(move || for m in 0..500 { \
             let r = std::panic::catch_unwind(|| if m % 50 == n { panic!(\"{}\", vec![n; m].len()) }); drop(r); }); }); }",
        );
        assert!(heap(&threads).1["totals"]["blocks"].as_u64() > Some(40));
    }
}
