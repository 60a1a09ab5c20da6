//! Runs a benchmark binary and reads the files that Criterion leaves.
//!
//! Criterion promises nothing about these files, so only what is needed is read: in
//! `<group>/<function>/new/`, the point and the 95 % interval in `estimates.json` (Criterion 0.8).

use crate::{Limits, run_limited};
use anyhow::{Context, Result, bail, ensure};
use catalog::RunTime;
use serde::Deserialize;
use std::path::Path;
use std::process::Command;

/// What Criterion is asked for: a second to warm up and two to measure, fifty samples, no charts.
const OPTIONS: [&str; 8] = [
    "--bench",
    "--noplot",
    "--warm-up-time",
    "1",
    "--measurement-time",
    "2",
    "--sample-size",
    "50",
];

/// The longest that one run of a benchmark may take.
const LIMIT_SECONDS: u64 = 300;

#[derive(Deserialize)]
struct Estimates {
    mean: Estimate,
    slope: Option<Estimate>,
}

#[derive(Deserialize)]
struct Estimate {
    point_estimate: f64,
    confidence_interval: Interval,
}

#[derive(Deserialize)]
struct Interval {
    lower_bound: f64,
    upper_bound: f64,
}

/// The functions of a benchmark, in the order of its source. Its groups must have its file's name.
pub(crate) fn rows(binary: &Path, bench: &str) -> Result<Vec<String>> {
    let printed = run(Command::new(binary).args(["--bench", "--list"]), bench)?;
    let ids = printed
        .lines()
        .filter_map(|line| line.strip_suffix(": benchmark"));
    let rows: Vec<String> = ids.map(|id| row_of(id, bench)).collect::<Result<_>>()?;
    ensure!(!rows.is_empty(), "benches/{bench}.rs measures nothing");
    Ok(rows)
}

fn row_of(id: &str, bench: &str) -> Result<String> {
    match id.split_once('/') {
        Some((group, row)) if group == bench && !row.contains('/') => Ok(row.to_owned()),
        _ => bail!(
            "benches/{bench}.rs measures '{id}': name its group '{bench}', as in \
             criterion.benchmark_group(\"{bench}\"), and give each function a name without a slash"
        ),
    }
}

/// Runs the whole benchmark once and returns what Criterion estimated, in the order of `rows`.
pub(crate) fn measure(binary: &Path, bench: &str, rows: &[String]) -> Result<Vec<RunTime>> {
    let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
    let mut command = Command::new(binary);
    command.args(OPTIONS).env("CRITERION_HOME", folder.path());
    run(&mut command, bench)?;
    let group = folder.path().join(bench);
    rows.iter().map(|row| read(&group.join(row))).collect()
}

/// Reads what Criterion left of one function.
fn read(folder: &Path) -> Result<RunTime> {
    let file = folder.join("new/estimates.json");
    let what = || {
        format!(
            "Criterion left no usable {}; was it made for another version of Criterion?",
            file.display()
        )
    };
    let text = std::fs::read_to_string(&file).with_context(what)?;
    let estimates: Estimates = serde_json::from_str(&text).with_context(what)?;
    let best = estimates.slope.unwrap_or(estimates.mean);
    let time = RunTime {
        low: rounded(best.confidence_interval.lower_bound),
        ns: rounded(best.point_estimate),
        high: rounded(best.confidence_interval.upper_bound),
    };
    let ordered = 0.0 < time.low && time.low <= time.ns && time.ns <= time.high;
    ensure!(ordered, "{}: {time:?} is no time", file.display());
    Ok(time)
}

/// Four significant digits, which is more than any clock here can tell.
fn rounded(ns: f64) -> f64 {
    let text = format!("{ns:.3e}");
    text.parse().unwrap_or(ns)
}

/// Runs every function once, without measuring.
pub(crate) fn run_once(binary: &Path, bench: &str) -> Result<String> {
    let mut command = Command::new(binary);
    let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
    command.arg("--test").env("CRITERION_HOME", folder.path());
    run(&mut command, bench)
}

fn run(command: &mut Command, bench: &str) -> Result<String> {
    command.env(super::bench::SKIP_CLAIMS, "1");
    // Of a panic, the last words are shown, and a backtrace would push its message out.
    command.env("RUST_BACKTRACE", "0");
    match run_limited(command, Limits::seconds(LIMIT_SECONDS))?.text() {
        Ok(text) => Ok(text),
        Err(what) => bail!("benches/{bench}.rs {what}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<RunTime> {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("new")).expect("a folder");
        std::fs::write(folder.path().join("new/estimates.json"), text).expect("a file");
        read(folder.path())
    }

    fn estimate(low: f64, point: f64, high: f64) -> String {
        format!(
            "{{\"point_estimate\": {point}, \"standard_error\": 1.0, \"confidence_interval\": \
             {{\"confidence_level\": 0.95, \"lower_bound\": {low}, \"upper_bound\": {high}}}}}"
        )
    }

    #[test]
    fn the_slope_is_preferred_and_the_mean_is_enough() {
        let mean = estimate(1.0, 2.0, 3.0);
        let both = format!(
            "{{\"mean\": {mean}, \"slope\": {}}}",
            estimate(4.0, 5.00049, 6.0)
        );
        assert_eq!(read_text(&both).expect("a time").ns, 5.0);
        let alone = format!("{{\"mean\": {mean}, \"slope\": null}}");
        let time = read_text(&alone).expect("a time");
        assert_eq!((time.low, time.ns, time.high), (1.0, 2.0, 3.0));
    }

    #[test]
    fn a_malformed_file_of_criterion_is_named() {
        for text in ["", "{\"mean\": 3}", "{\"mean\": {\"point_estimate\": 1.0"] {
            let error = format!("{:#}", read_text(text).expect_err("malformed"));
            assert!(
                error.contains("estimates.json; was it made for another"),
                "{error}"
            );
        }
        let missing = format!(
            "{:#}",
            read(Path::new("no-such-folder")).expect_err("missing")
        );
        assert!(
            missing.contains("no-such-folder/new/estimates.json"),
            "{missing}"
        );
        let backwards = read_text(&format!("{{\"mean\": {}}}", estimate(3.0, 2.0, 1.0)));
        let error = format!("{:#}", backwards.expect_err("no time"));
        assert!(error.contains("is no time"), "{error}");
    }

    #[test]
    fn a_group_must_have_its_files_name() {
        assert_eq!(row_of("presize/grown", "presize").expect("a row"), "grown");
        for id in ["grown", "other/grown", "presize/grown/10"] {
            let error = row_of(id, "presize").expect_err("another name").to_string();
            assert!(error.contains("name its group 'presize'"), "{error}");
        }
    }
}
