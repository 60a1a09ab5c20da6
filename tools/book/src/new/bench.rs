//! `cargo book new bench LISTING NAME`: a Criterion benchmark with a claim, ready to be measured.

use super::{names, template};
use crate::report::{self, Failure};
use crate::{Outcome, cli};
use anyhow::Context;
use catalog::{Catalog, Listing};
use std::path::Path;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

/// Makes the benchmark and registers it in the listing's manifest.
pub(crate) fn run(root: &Path, options: &cli::NewBench) -> Outcome {
    names::bench(&options.name)?;
    let (catalog, problems) = Catalog::load(root);
    report::content(problems)?;
    let listing = crate::record::find(&catalog, &options.listing)?;
    let file = listing.path(format!("benches/{}.rs", options.name));
    if root.join(&file).exists() || listing.benches.contains(&options.name) {
        let message = format!("'{}' is taken by {}", options.name, file.display());
        return Err(Failure::Usage(message));
    }
    let values = [
        ("name", options.name.as_str()),
        ("listing", listing.name.as_str()),
    ];
    let text = include_str!("../../templates/bench/bench.rs");
    template::create(root, &file, &template::fill(text, &values))?;
    claim(root, listing, &values)?;
    template::change(root, &listing.path("Cargo.toml"), |manifest| {
        registered(manifest, &options.name)
    })?;
    println!(
        "\nNext: change it, try it with cargo test --benches -p {0}, and measure it on a quiet machine: \
         cargo book bench {0}",
        listing.name
    );
    Ok(())
}

/// Adds the claim of the template to those that the listing has.
fn claim(root: &Path, listing: &Listing, values: &[(&str, &str)]) -> Outcome {
    let file = listing.path("benches/claims.toml");
    let text = template::fill(include_str!("../../templates/bench/claims.toml"), values);
    if !root.join(&file).exists() {
        return template::create(root, &file, &text);
    }
    let claim = text
        .split_once("\n\n")
        .map_or(text.as_str(), |(_, claim)| claim);
    template::change(root, &file, |claims| {
        Ok(format!("{}\n\n{claim}", claims.trim_end()))
    })
}

/// The manifest with a `[[bench]]` of this name and with Criterion among the dev-dependencies.
fn registered(manifest: &str, name: &str) -> anyhow::Result<String> {
    let mut document: DocumentMut = manifest.parse().context("it is not TOML")?;
    let mut bench = Table::new();
    bench["name"] = value(name);
    bench["harness"] = value(false);
    let benches = document
        .entry("bench")
        .or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let benches = benches
        .as_array_of_tables_mut()
        .context("its 'bench' is no list of tables")?;
    benches.push(bench);
    let dependencies = document["dev-dependencies"].or_insert(Item::Table(Table::new()));
    let dependencies = dependencies
        .as_table_mut()
        .context("its 'dev-dependencies' is no table")?;
    if !dependencies.contains_key("criterion") {
        let mut criterion = Table::new();
        criterion.set_dotted(true);
        criterion["workspace"] = value(true);
        dependencies.insert("criterion", Item::Table(criterion));
        dependencies.sort_values();
    }
    Ok(document.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_keeps_its_comments_and_gets_the_benchmark_once() {
        let manifest =
            "[package]\nname = \"a-b\"\n\n# why\n[dev-dependencies]\nheaplab.workspace = true\n";
        let once = registered(manifest, "first").expect("TOML");
        assert!(
            once.contains("# why\n[dev-dependencies]\ncriterion.workspace = true\nheaplab"),
            "{once}"
        );
        assert!(
            once.contains("[[bench]]\nname = \"first\"\nharness = false\n"),
            "{once}"
        );
        let twice = registered(&once, "second").expect("TOML");
        assert_eq!(twice.matches("criterion.workspace").count(), 1, "{twice}");
        assert_eq!(twice.matches("[[bench]]").count(), 2, "{twice}");
    }
}
