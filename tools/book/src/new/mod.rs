//! `cargo book new`: makes a listing, a chapter or a benchmark that works at once, to be changed from there.

mod bench;
mod chapter;
mod listing;
mod names;
mod template;

use crate::{Outcome, cli};
use std::path::Path;

/// Makes what is asked for; nothing that exists is overwritten.
pub(crate) fn run(root: &Path, what: &cli::New) -> Outcome {
    match what {
        cli::New::Listing(options) => listing::run(root, options),
        cli::New::Chapter(options) => chapter::run(root, options),
        cli::New::Bench(options) => bench::run(root, options),
    }
}
