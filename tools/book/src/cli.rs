//! The command line.

mod new;

pub(crate) use new::{New, NewBench, NewChapter, NewListing};

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Builds, serves, tests and records the book.
///
/// Without a verb it builds both languages, serves them, and reloads on every change.
#[derive(Debug, Parser)]
#[command(
    name = "cargo book",
    bin_name = "cargo book",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Exit codes: 0 ok, 1 content problems, 2 usage, 3 tool failure.\n\
                  More: README.md to read the book, CONTRIBUTING.md to write it."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    serve: Serve,
}

impl Cli {
    /// The verb, which is to serve when none is given.
    pub(crate) fn verb(self) -> Verb {
        self.verb.unwrap_or(Verb::Serve(self.serve))
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Build both languages and serve them on this machine (the default)
    Serve(Serve),
    /// Build both languages into book/
    Build(Build),
    /// Run every listing again and check every page
    Test(Test),
    /// Check the pages: directives, typed numbers, parity of the languages, words, links
    Check,
    /// Say that sections agree in both languages (parity.lock)
    Parity(Parity),
    /// Run listings and write what they printed and asked of the heap
    Record(Record),
    /// Measure how long the benchmarks take, on a quiet machine, and write it
    Bench(Bench),
    /// Make a listing, a chapter or a benchmark that works at once
    #[command(subcommand)]
    New(New),
    /// Profile one listing and print the report, or export it
    Heap(Heap),
    /// Run the tests of an exercise on what you wrote, or list the exercises
    Exercise(Exercise),
    /// Build the widgets' WebAssembly again, for those whose sources changed
    ///
    /// Needs a compiler for wasm32-unknown-unknown: rustup target add wasm32-unknown-unknown, or on Debian
    /// ci/wasm.sh. Without one nothing is rebuilt, and this fails.
    Wasm(Wasm),
    /// Speak mdBook's preprocessor protocol (for the stock mdbook command)
    Preprocess(Preprocess),
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Port on 127.0.0.1; if it is taken, the next free one
    #[arg(long, default_value_t = 3000)]
    pub(crate) port: u16,
    /// Do not open a browser
    #[arg(long)]
    pub(crate) no_open: bool,
    /// Do not start unless readers' code is kept from files and network
    #[arg(long)]
    pub(crate) require_sandbox: bool,
    /// The strongest sandbox to use: full, no-ns, limits-only or none
    #[arg(long, value_name = "TIER", default_value_t = runner::Tier::Full)]
    pub(crate) sandbox: runner::Tier,
}

#[derive(Debug, Args)]
pub(crate) struct Build {
    /// Where to put the site
    #[arg(long, short, default_value = "book", value_name = "FOLDER")]
    pub(crate) dest: PathBuf,
    /// Make an EPUB of each language as well, beside the pages
    #[arg(long)]
    pub(crate) epub: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Test {
    /// Only listings whose chapter or name contains this; pages are then left out
    pub(crate) filter: Option<String>,
    /// Only one part of the listings, for several machines; the pages belong to the first part
    #[arg(long, value_name = "I/N")]
    pub(crate) shard: Option<lab::Shard>,
    /// Forget what passed before
    #[arg(long)]
    pub(crate) no_cache: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Parity {
    #[command(subcommand)]
    pub(crate) verb: ParityVerb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ParityVerb {
    /// Note in parity.lock what sections say now, after you have read them side by side
    ///
    /// `cargo book check` fails when a section was changed in one language only. Change the other one as
    /// well; or, when the meaning is the same as before, accept it. Either way read both first.
    Accept(Accept),
}

#[derive(Debug, Args)]
pub(crate) struct Accept {
    /// Pages or sections: first-profile/README.md, first-profile/README.md#lazy-zero; all when none is named
    #[arg(value_name = "PAGE[#ID]")]
    pub(crate) sections: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Record {
    /// The listings to record; all when none is named
    pub(crate) listings: Vec<String>,
    /// Record the Go sessions instead (needs a Go toolchain on the PATH)
    #[arg(long)]
    pub(crate) go: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Bench {
    /// Only listings whose chapter or name contains this; all when left out
    pub(crate) filter: Option<String>,
    /// Measure even if other work disturbs the times; the pages then say so, and no claim about time is decided
    #[arg(long)]
    pub(crate) even_if_busy: bool,
    /// Time nothing: count instructions again with Valgrind and compare with what is recorded
    #[arg(long, conflicts_with = "even_if_busy")]
    pub(crate) count: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Heap {
    /// A listing, or LISTING:CASE where it has several cases
    pub(crate) listing: String,
    /// Write a pprof profile, for: go tool pprof -top -sample_index=alloc_space FILE
    #[arg(long, value_name = "FILE")]
    pub(crate) pprof: Option<PathBuf>,
    /// Write dhat's own JSON, for Valgrind's dh_view.html and the Firefox Profiler
    #[arg(long, value_name = "FILE")]
    pub(crate) dhat: Option<PathBuf>,
    /// Write folded stacks, for a flame graph: inferno-flamegraph FILE > graph.svg, or open FILE in speedscope
    ///
    /// A line per call path: its functions from the outside in, joined by semicolons, and then the bytes that
    /// were requested there, or what --measure names. flamegraph.pl reads it as well.
    #[arg(long, value_name = "FILE")]
    pub(crate) folded: Option<PathBuf>,
    /// What the folded stacks count: blocks, bytes, peak_blocks, peak_bytes, end_blocks or end_bytes
    #[arg(long, requires = "folded", value_name = "FIGURE", default_value_t = catalog::Measure::Bytes)]
    pub(crate) measure: catalog::Measure,
}

impl Heap {
    /// Whether a file is asked for.
    pub(crate) fn exports(&self) -> bool {
        self.pprof.is_some() || self.dhat.is_some() || self.folded.is_some()
    }
}

#[derive(Debug, Args)]
pub(crate) struct Exercise {
    /// Its name, as in collections/group-by or group-by; without one all are listed
    pub(crate) name: Option<String>,
    /// Run it again after every change
    #[arg(long, requires = "name")]
    pub(crate) watch: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Wasm {
    /// The widgets to build: folders under widgets/; without any, all whose sources changed
    #[arg(value_name = "WIDGET")]
    pub(crate) widgets: Vec<String>,
    /// Build, and compare with what is committed instead of writing it
    #[arg(long)]
    pub(crate) compare: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Preprocess {
    #[command(subcommand)]
    pub(crate) question: Option<Question>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Question {
    /// Say by the exit code whether a renderer is supported
    Supports {
        /// The renderer's name
        renderer: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn no_verb_means_to_serve_with_its_options() {
        let cli = Cli::parse_from(["cargo book", "--port", "4000", "--no-open"]);
        let Verb::Serve(serve) = cli.verb() else {
            panic!("not serving")
        };
        assert_eq!((serve.port, serve.no_open), (4000, true));
    }

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
