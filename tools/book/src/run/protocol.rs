//! The requests and answers of the Rust playground, with a few fields more.

use catalog::{Catalog, PageMode};
use runner::{Answer, Crate, Edition, Mode, Reason, Request, Toolchain};
use serde_json::{Value, json};

/// `POST /execute`; with `listing` the code is that listing's `src/lib.rs`, with `exercise` a solution of it, whose
/// tests are run.
pub(super) fn execute(body: &[u8], catalog: &Catalog) -> Result<Request, String> {
    let value = object(body)?;
    let mut request = Request::program(code(&value)?);
    channel(&value, "channel")?;
    request.edition = edition(&value, Edition::E2015)?;
    request.mode = match text(&value, "mode")? {
        "" | "debug" => Mode::Debug,
        "release" => Mode::Release,
        other => return Err(format!("unknown mode '{other}': expected debug or release")),
    };
    request.kind = match text(&value, "crateType")? {
        "" | "bin" => Crate::Bin,
        "lib" => Crate::Lib,
        other => {
            return Err(format!(
                "the crate type '{other}' is not supported: expected bin or lib"
            ));
        }
    };
    request.tests = value["tests"].as_bool().unwrap_or(false);
    request.backtrace = value["backtrace"].as_bool().unwrap_or(false);
    if let Some(name) = value["exercise"].as_str() {
        solvable(catalog, name)?;
        return Ok(Request::of_exercise(request.code, name));
    }
    if let Some(name) = value["listing"].as_str() {
        runnable(catalog, name)?;
        request.listing = Some(name.to_owned());
        if text(&value, "edition")?.is_empty() {
            request.edition = Edition::E2024;
        }
    }
    Ok(request)
}

/// Refuses a listing that is unknown, or shown as recorded.
pub(super) fn runnable(catalog: &Catalog, name: &str) -> Result<(), String> {
    let listing = catalog
        .find(name)
        .map_err(|help| format!("there is no listing '{name}': {help}"))?;
    if listing.settings.page == PageMode::Recorded {
        return Err(format!(
            "'{name}' is shown as recorded and cannot be run in a page: it needs files, sockets or processes"
        ));
    }
    Ok(())
}

/// Refuses an exercise that is unknown, or left to the terminal.
pub(super) fn solvable(catalog: &Catalog, name: &str) -> Result<(), String> {
    let exercise = catalog.exercises.get(name);
    let exercise = exercise.ok_or_else(|| format!("there is no exercise '{name}'"))?;
    match exercise.in_page {
        true => Ok(()),
        false => Err(format!(
            "the tests of '{name}' need files or processes: run 'cargo book exercise {name}'"
        )),
    }
}

/// `POST /evaluate.json`, what the button of a stock mdBook sends.
pub(super) fn evaluate(body: &[u8]) -> Result<Request, String> {
    let value = object(body)?;
    let mut request = Request::program(code(&value)?);
    channel(&value, "version")?;
    request.edition = edition(&value, Edition::E2015)?;
    request.tests = value["tests"].as_bool().unwrap_or(false);
    if !matches!(text(&value, "optimize")?, "" | "0") {
        request.mode = Mode::Release;
    }
    Ok(request)
}

fn object(body: &[u8]) -> Result<Value, String> {
    let value: Value =
        serde_json::from_slice(body).map_err(|error| format!("malformed JSON: {error}"))?;
    if value.is_object() {
        Ok(value)
    } else {
        Err("expected a JSON object".to_owned())
    }
}

fn code(value: &Value) -> Result<String, String> {
    match &value["code"] {
        Value::String(code) if code.len() > runner::LONGEST_SOURCE => Err(format!(
            "the code has {} bytes; at most {} are compiled",
            code.len(),
            runner::LONGEST_SOURCE
        )),
        Value::String(code) => Ok(code.clone()),
        Value::Array(_) => {
            Err("several files are not supported: send 'code' as one string".to_owned())
        }
        _ => Err("'code' is missing".to_owned()),
    }
}

fn text<'a>(value: &'a Value, key: &str) -> Result<&'a str, String> {
    match &value[key] {
        Value::Null => Ok(""),
        Value::String(text) => Ok(text),
        _ => Err(format!("'{key}' is not a string")),
    }
}

fn channel(value: &Value, key: &str) -> Result<(), String> {
    match text(value, key)? {
        "" | "stable" => Ok(()),
        other => Err(format!(
            "the channel '{other}' is not installed here: only stable is"
        )),
    }
}

fn edition(value: &Value, default: Edition) -> Result<Edition, String> {
    match text(value, "edition")? {
        "" => Ok(default),
        "2015" => Ok(Edition::E2015),
        "2018" => Ok(Edition::E2018),
        "2021" => Ok(Edition::E2021),
        "2024" => Ok(Edition::E2024),
        other => Err(format!("unknown edition '{other}'")),
    }
}

/// The playground's fields first.
pub(super) fn answer(answer: &Answer) -> Value {
    let rendered: String = answer
        .diagnostics
        .iter()
        .map(|found| found.rendered.as_str())
        .collect();
    let compiled = answer.exit != Reason::CompileError;
    json!({
        "success": answer.success(),
        "exitDetail": detail(&answer.exit),
        "stdout": answer.stdout,
        "stderr": if compiled { format!("{rendered}{}", answer.stderr) } else { rendered },
        "heap": answer.heap,
        "exit": answer.exit,
        "programStderr": if compiled { answer.stderr.as_str() } else { "" },
        "diagnostics": answer.diagnostics,
        "tier": answer.tier,
        "cached": answer.cached,
        "milliseconds": answer.milliseconds,
    })
}

fn detail(exit: &Reason) -> String {
    match exit {
        Reason::Finished => "Exited with status 0".to_owned(),
        Reason::Failed(code) => format!("Exited with status {code}"),
        Reason::Panicked => "Exited with status 101".to_owned(),
        Reason::Aborted => "Exited with signal 6 (SIGABRT)".to_owned(),
        Reason::StackOverflow => "Exited with signal 6 (SIGABRT): stack overflow".to_owned(),
        Reason::MemoryLimit => "Exited with signal 6 (SIGABRT): memory limit".to_owned(),
        Reason::TimeLimit(limit) => format!("Killed after {} s", *limit as f64 / 1e3),
        Reason::OutputLimit(limit) => format!("Killed after printing {} KB", limit >> 10),
        Reason::Killed => "Killed".to_owned(),
        Reason::Signal(signal) => format!("Exited with signal {signal}"),
        Reason::CompileError => "The code does not compile".to_owned(),
        Reason::CompilerKilled => "rustc was killed at a limit".to_owned(),
        Reason::Refused(why) => format!("Not run, since the sandbox does not hold: {why}"),
    }
}

/// The answer to `/evaluate.json`: stdout alone when it went well, else everything.
pub(super) fn evaluated(answer: &Value) -> Value {
    if answer["success"] == true {
        return json!({ "result": answer["stdout"], "error": null });
    }
    let text = |key: &str| answer[key].as_str().unwrap_or_default().to_owned();
    let all = text("stderr") + &text("stdout");
    json!({ "result": all, "error": all })
}

/// The answer to `/meta/versions`.
pub(super) fn versions(toolchain: &Toolchain) -> Value {
    let field = |name| toolchain.field(name).unwrap_or_default();
    let rustc = json!({
        "version": field("release"),
        "hash": field("commit-hash"),
        "date": field("commit-date"),
    });
    json!({ "stable": { "rustc": rustc } })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(body: &str) -> Result<Request, String> {
        let catalog = Catalog::load(std::path::Path::new("/nowhere")).0;
        execute(body.as_bytes(), &catalog)
    }

    #[test]
    fn what_the_playground_sends_is_understood() {
        let body = r#"{"channel":"stable","mode":"release","edition":"2021","crateType":"lib","tests":true,"backtrace":true,"code":"x","unknown":1}"#;
        let request = said(body).expect("a request");
        assert_eq!((request.mode, request.kind), (Mode::Release, Crate::Lib));
        assert!(request.tests && request.backtrace && request.edition == Edition::E2021);
        let short = evaluate(br#"{"version":"stable","optimize":"0","code":"fn main(){}"}"#);
        assert_eq!(short.expect("a request").edition, Edition::E2015);
    }

    #[test]
    fn what_cannot_be_done_is_said() {
        let cases = [
            ("x", "malformed JSON"),
            ("[]", "expected a JSON object"),
            ("{}", "'code' is missing"),
            (r#"{"code":[{"name":"a","content":"b"}]}"#, "several files"),
            (r#"{"code":"","channel":"nightly"}"#, "not installed"),
            (r#"{"code":"","edition":"2017"}"#, "unknown edition"),
            (r#"{"code":"","mode":3}"#, "not a string"),
            (r#"{"code":"","listing":"no-such"}"#, "no listing"),
            (r#"{"code":"","exercise":"no-such"}"#, "no exercise"),
        ];
        for (body, expected) in cases {
            let what = said(body).expect_err(body);
            assert!(what.contains(expected), "{body}: {what}");
        }
        let long = format!(
            "{{\"code\":\"{}\"}}",
            "x".repeat(runner::LONGEST_SOURCE + 1)
        );
        assert!(said(&long).expect_err("too long").contains("at most 65536"));
    }
}
