//! `cargo book record`.

use crate::progress::Terminal;
use crate::report::{self, Failure};
use crate::{Outcome, cli};
use catalog::{Catalog, Listing};
use lab::Recording;
use std::path::Path;

/// Records the named listings, or all.
pub(crate) fn run(root: &Path, options: &cli::Record) -> Outcome {
    require_tools()?;
    let (catalog, problems) = Catalog::load(root);
    report::content(problems)?;
    let listings = named(&catalog, &options.listings)?;
    let progress = Terminal::default();
    let recordings = if options.go {
        lab::record_go(&catalog, &listings, &progress)
    } else {
        lab::record(&catalog, &listings, &progress)?
    };
    print(&recordings)
}

/// Prints what became of each file; something that could not be recorded is a failure.
pub(crate) fn print(recordings: &[Recording]) -> Outcome {
    let mut failed = false;
    for recording in recordings {
        match recording {
            Recording::Written(path) => println!("written    {}", path.display()),
            Recording::Unchanged(path) => println!("unchanged  {}", path.display()),
            Recording::Skipped(name, reason) => println!("skipped    {name}: {reason}"),
            Recording::Failed(name, what) => {
                failed = true;
                eprintln!("failed     {name}: {what}");
            }
        }
    }
    if failed {
        Err(Failure::Reported)
    } else {
        Ok(())
    }
}

/// Fails with what to install when listings cannot be compiled here.
pub(crate) fn require_tools() -> Outcome {
    match lab::missing_tool() {
        Some(message) => Err(Failure::Tool(anyhow::anyhow!(message))),
        None => Ok(()),
    }
}

fn named<'a>(catalog: &'a Catalog, names: &[String]) -> Result<Vec<&'a Listing>, Failure> {
    if names.is_empty() {
        return Ok(catalog.listings.values().collect());
    }
    names.iter().map(|name| find(catalog, name)).collect()
}

/// The listing of this name; a misspelt one is a usage error.
pub(crate) fn find<'a>(catalog: &'a Catalog, name: &str) -> Result<&'a Listing, Failure> {
    catalog
        .find(name)
        .map_err(|help| Failure::Usage(format!("there is no listing '{name}': {help}")))
}
