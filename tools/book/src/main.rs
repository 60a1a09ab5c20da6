//! The command `cargo book`.

mod archive;
mod bench;
mod built;
mod check;
mod cli;
mod exercise;
mod heap;
mod html;
mod new;
mod parity;
mod preprocess;
mod progress;
mod quizzes;
mod record;
mod reload;
mod report;
mod root;
mod run;
mod search;
mod serve;
mod site;
mod test;
mod wasm;
mod widgets;

use clap::Parser;
use cli::{Cli, Verb};
use report::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    // Started by itself to confine one program: before there is a second thread.
    runner::launcher_main();
    let verb = Cli::parse().verb();
    let result = root::find().and_then(|root| match verb {
        Verb::Serve(options) => serve::run(&root, &options),
        Verb::Build(options) => site::run(&root, &options),
        Verb::Test(options) => test::run(&root, &options),
        Verb::Check => check::run(&root),
        Verb::Parity(options) => match options.verb {
            cli::ParityVerb::Accept(options) => parity::accept(&root, &options),
        },
        Verb::Record(options) => record::run(&root, &options),
        Verb::Bench(options) => bench::run(&root, &options),
        Verb::New(what) => new::run(&root, &what),
        Verb::Heap(options) => heap::run(&root, &options),
        Verb::Exercise(options) => exercise::run(&root, &options),
        Verb::Wasm(options) => wasm::run(&root, &options),
        Verb::Preprocess(options) => preprocess::run(&root, &options),
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => report::failure(&failure),
    }
}

/// What every verb returns.
type Outcome = Result<(), Failure>;
